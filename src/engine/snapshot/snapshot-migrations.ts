/** Makes a snapshot of an earlier format one of the present one, a step from each to the next. */
import { SnapshotError } from "../../domain/user-errors.ts";
import { seeded } from "../random.ts";
import { withDefaults } from "./snapshot-defaults.ts";
import { type Json, recordOf, withEntries } from "./snapshot-json.ts";

export const snapshotFormat = "asg-local";
/** Counts the formats: a member that is added, renamed or taken away makes a new one. */
export const snapshotVersion = 2;

/** JSON through and through. */
export interface Snapshot {
  readonly format: typeof snapshotFormat;
  readonly version: typeof snapshotVersion;
  readonly [member: string]: unknown;
}

/** From one format to the next. It leaves alone what it is given, and what it does not know. */
type Step = (snapshot: Json) => Json;

/** By the format that each begins from; fixtures/snapshots holds an example of each. */
const steps: ReadonlyMap<number, Step> = new Map([[1, fromFirst]]);

/**
 * A snapshot of any known format as one of the present format, still plain JSON; what is given
 * stays as it is. What it holds is checked elsewhere. Throws SnapshotError.
 */
export function migrateSnapshot(given: unknown): Snapshot {
  const { format, version } = recordOf(given) ?? {};
  if (format !== snapshotFormat) {
    throw new SnapshotError(
      `this is no snapshot of asg-local: its "format" is not "${snapshotFormat}"`,
    );
  }
  let snapshot = given as Json;
  for (let at = version; at !== snapshotVersion; at = Number(at) + 1) {
    const step = steps.get(at as number);
    if (step === undefined) throw new SnapshotError(unknownVersion(given as Json));
    snapshot = step(snapshot);
  }
  return { ...withDefaults(snapshot), format: snapshotFormat, version: snapshotVersion };
}

function unknownVersion({ version, product }: Json): string {
  const known = `this asg-local reads versions 1 to ${snapshotVersion}`;
  if (!Number.isInteger(version) || Number(version) <= snapshotVersion) {
    return `the snapshot has no version that is known; ${known}`;
  }
  const writer = typeof product === "string" ? ` (${JSON.stringify(product.slice(0, 40))})` : "";
  return `the snapshot has version ${version}, of a newer asg-local${writer}; ${known}`;
}

/**
 * Format 2 says who wrote it, and always has a seed and a generator for EC2's records. Earliest
 * snapshots of format 1 kept subnets in a map of their own, before there were other such records.
 */
function fromFirst(snapshot: Json): Json {
  const { seed = "", random, world } = snapshot;
  const { a, b, c, counter } = seeded(String(seed), "ec2Record");
  const generators = recordOf(random);
  const known = recordOf(world);
  return {
    product: "unknown",
    ...snapshot,
    seed,
    random: generators && { ec2Record: [a, b, c, counter], ...generators },
    world: known && { ...known, regions: withEntries(known.regions, withRecords) },
  };
}

function withRecords(region: unknown): unknown {
  const { subnets, ...rest } = recordOf(region) ?? {};
  if (subnets === undefined) return region;
  const record = (subnet: unknown) => {
    const defaults = { kind: "subnet", isDefault: false, mapPublicIpOnLaunch: false, tags: [] };
    return { ...defaults, ...recordOf(subnet) };
  };
  return { ...rest, ec2Records: withEntries(subnets, record) };
}
