/** Fills in members that older snapshots of the format lack. */
import { launching, terminating } from "../../domain/lifecycle-hook.ts";
import { timings } from "../../domain/timing.ts";
import { type Json, recordOf, withEntries } from "./snapshot-json.ts";

/** Adds a value for each member introduced later; existing members stay. */
export function withDefaults(snapshot: Json): Json {
  const world = recordOf(snapshot.world);
  if (world === undefined) return snapshot;
  const journal = recordOf(snapshot.journal);
  const entries = journal?.entries;
  const filled = Array.isArray(entries) && entries.map((entry) => entryOf(entry, world.regions));
  return {
    ...snapshot,
    world: {
      ...world,
      settings: settingsOf(world.settings),
      regions: withEntries(world.regions, regionOf),
    },
    ...(filled && { journal: { ...journal, entries: filled } }),
  };
}

/** Appends missing members, so that existing ones keep their order. */
function completed(known: Json, defaults: object): Json {
  const missing = Object.entries(defaults).filter(([name]) => !Object.hasOwn(known, name));
  return { ...known, ...Object.fromEntries(missing) };
}

/** Missing times are taken from the snapshot's timing profile. */
function settingsOf(settings: unknown): unknown {
  const known = recordOf(settings);
  const timing = recordOf(known?.timing);
  const profile = String(timing?.profile);
  if (timing === undefined || !Object.hasOwn(timings, profile)) return settings;
  return { ...known, timing: completed(timing, timings[profile as keyof typeof timings]) };
}

function regionOf(region: unknown): unknown {
  const known = recordOf(region);
  if (known === undefined) return region;
  return completed(
    { ...known, groups: withEntries(known.groups, groupOf) },
    { eventRules: noEntries },
  );
}

const noEntries = { $map: [] };

function groupOf(group: unknown): unknown {
  const known = recordOf(group);
  if (!Array.isArray(known?.refreshes)) return group;
  let sequence = 0;
  /** Of no line of the journal, but in order, and before all that come. */
  const numbered = (decision: unknown) => {
    const filled = decisionOf(decision);
    const one = recordOf(filled);
    sequence += 1;
    return one ? completed(one, { sequence }) : filled;
  };
  const refreshOf = (refresh: unknown) => {
    const one = recordOf(refresh);
    if (!Array.isArray(one?.decisions)) return refresh;
    return { ...one, decisions: one.decisions.map(numbered) };
  };
  return { ...known, refreshes: known.refreshes.map(refreshOf) };
}

/** Assumes one unit per instance, from when units were not counted separately. */
function decisionOf(decision: unknown): unknown {
  const known = recordOf(decision);
  return known ? completed(known, { stopUnits: known.stopCount }) : decision;
}

function entryOf(entry: unknown, regions: unknown): unknown {
  const known = recordOf(entry);
  const change = recordOf(known?.change);
  if (known === undefined || change === undefined) return entry;
  switch (change.type) {
    case "Decided":
      return { ...known, change: { ...change, record: decisionOf(change.record) } };
    case "InstanceRetained":
      return { ...known, change: completed(change, { statusMessage: "" }) };
    case "CheckpointReached":
      return { ...known, change: completed(change, { delaySeconds: 0 }) };
    case "LifecycleActionsBegun": {
      const transition = transitionOf(known, change, regions);
      return { ...known, change: completed(change, { transition, notificationMetadata: {} }) };
    }
    default:
      return entry;
  }
}

/** The transition of the hook, if that still exists. */
function transitionOf({ account, region: name }: Json, change: Json, regions: unknown): unknown {
  const region = recordOf(valueAt(regions, `${account}/${name}`));
  const group = recordOf(valueAt(region?.groups, change.group));
  const [first] = Array.isArray(change.actions) ? change.actions : [];
  const hook = recordOf(valueAt(group?.lifecycleHooks, recordOf(first)?.hookName));
  return hook?.transition === launching ? launching : terminating;
}

function valueAt(map: unknown, key: unknown): unknown {
  const entries = recordOf(map)?.$map;
  if (!Array.isArray(entries)) return undefined;
  return entries.find((entry) => Array.isArray(entry) && entry[0] === key)?.[1];
}
