/** Migrates snapshots of earlier formats, one format at a time. */
import { SnapshotError } from "../../domain/user-errors.ts";
import { seeded } from "../random.ts";
import { withDefaults } from "./snapshot-defaults.ts";
import { type Json, recordOf, withEntries } from "./snapshot-json.ts";

export const snapshotFormat = "asg-local";
/** The current format; added, renamed or removed members require a new one, unless optional. */
export const snapshotVersion = 3;

/** A snapshot in plain JSON. */
export interface Snapshot {
  readonly format: typeof snapshotFormat;
  readonly version: typeof snapshotVersion;
  readonly [member: string]: unknown;
}

/** Migrates to the next format; does not modify its argument and keeps unknown members. */
type Step = (snapshot: Json) => Json;

/** Steps by the format they start from; fixtures/snapshots has an example of each. */
const steps: ReadonlyMap<number, Step> = new Map([
  [1, fromFirst],
  [2, fromSecond],
]);

/**
 * Converts a snapshot of any known format to the current one, still plain JSON, without modifying
 * the argument. Its content is checked elsewhere. Throws SnapshotError.
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
 * Format 2 names its writer and always has a seed and a generator for EC2's records. The first
 * snapshots of format 1 kept subnets in a separate map.
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

/** Format 3 has the events; before, they were derived and not kept. */
function fromSecond(snapshot: Json): Json {
  return { ...snapshot, events: { nextSequence: 1, dropped: 0, lastDropped: 0, facts: [] } };
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
