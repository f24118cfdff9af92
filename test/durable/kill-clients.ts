/**
 * Clients that write while the product ends. Each has a group of its own and knows what was
 * acknowledged of it, and what the one request that had no answer would have made of it.
 */
import type { Dice } from "./dice.ts";
import { ask, control, type KnownGroup, lookAt } from "./kill-calls.ts";

export interface Client {
  /** Writes until it is over or a request gets no answer. */
  work(endpoint: string, isOver: () => boolean): Promise<void>;
  /** What is not there although it was acknowledged; then goes on from what is there. */
  check(endpoint: string): Promise<readonly string[]>;
  acknowledged(): number;
}

/** What a client knows of its group; undefined: there is none. */
type Known = KnownGroup | undefined;

interface Write {
  readonly parameters: Readonly<Record<string, string>>;
  /** What is known after it; `answer` is missing when there was none. */
  readonly after: (before: KnownGroup, answer?: string) => Known;
}

const connections = 6;

export function newClients(dice: Dice): readonly Client[] {
  const groups = Array.from({ length: connections }, (_, nth) => groupClient(`group-${nth}`, dice));
  return [...groups, clockClient(dice), faultClient(dice)];
}

function groupClient(name: string, dice: Dice): Client {
  let known: Known;
  let doubt: { readonly write: Write; readonly before: Known } | undefined;
  let acknowledged = 0;
  let serial = 0;
  return {
    acknowledged: () => acknowledged,
    work: async (endpoint, isOver) => {
      while (!isOver() && doubt === undefined) {
        serial += 1;
        const write =
          known === undefined ? creation(name) : anyWrite(name, { dice, serial, known });
        const before = known;
        doubt = { write, before };
        const answer = await ask(endpoint, write.parameters);
        if (answer === undefined) return;
        doubt = undefined;
        if (!answer.isOk) continue;
        acknowledged += 1;
        known = write.after(before ?? nothingYet, answer.text);
      }
    },
    check: async (endpoint) => {
      const found = await lookAt(endpoint, name);
      const possible = doubt === undefined ? [known] : [known, ...outcomes(doubt, found)];
      doubt = undefined;
      const isThere = possible.some((one) => same(one, found));
      const expected = possible.map((one) => JSON.stringify(one)).join(" or ");
      known = found;
      return isThere ? [] : [`${name}: ${JSON.stringify(found)} is there instead of ${expected}`];
    },
  };
}

const nothingYet = { maxSize: 0, desired: 0, tags: {}, refreshes: [] };

/** A refresh that was started without an answer has an id that nobody was told. */
function outcomes({ write, before }: { write: Write; before: Known }, found: Known): Known[] {
  const after = write.after(before ?? nothingYet);
  if (write.parameters.Action !== "StartInstanceRefresh" || after === undefined) return [after];
  const id = found?.refreshes.find((one) => !after.refreshes.includes(one));
  return id === undefined ? [] : [{ ...after, refreshes: [id, ...after.refreshes] }];
}

function same(one: Known, other: Known): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const creation = (name: string): Write => ({
  parameters: {
    Action: "CreateAutoScalingGroup",
    AutoScalingGroupName: name,
    MinSize: "0",
    MaxSize: "10",
    DesiredCapacity: "2",
    LaunchConfigurationName: "web",
    "AvailabilityZones.member.1": "us-east-1a",
  },
  after: () => ({ maxSize: 10, desired: 2, tags: {}, refreshes: [] }),
});

interface Situation {
  readonly dice: Dice;
  /** Each value is written once, so that an old one cannot pass for a new one. */
  readonly serial: number;
  readonly known: KnownGroup;
}

function anyWrite(name: string, { dice, serial, known }: Situation): Write {
  const group = { AutoScalingGroupName: name };
  const throwOf = dice(20);
  if (throwOf < 1) {
    const parameters = { Action: "DeleteAutoScalingGroup", ...group, ForceDelete: "true" };
    return { parameters, after: () => undefined };
  }
  if (throwOf < 5) {
    const parameters = { Action: "StartInstanceRefresh", ...group };
    return { parameters, after: started };
  }
  if (throwOf < 11) return tagging(name, { key: `key-${dice(4)}`, value: String(serial) });
  if (throwOf < 15) {
    const maxSize = 10 + (serial % 1000);
    const parameters = { Action: "UpdateAutoScalingGroup", ...group, MaxSize: String(maxSize) };
    return { parameters, after: (before) => ({ ...before, maxSize }) };
  }
  const desired = (known.desired + 1) % 8;
  const parameters = { Action: "SetDesiredCapacity", ...group, DesiredCapacity: String(desired) };
  return { parameters, after: (before) => ({ ...before, desired }) };
}

function started(before: KnownGroup, answer?: string): Known {
  const id = /<InstanceRefreshId>([^<]+)/.exec(answer ?? "")?.[1];
  return id === undefined ? before : { ...before, refreshes: [id, ...before.refreshes] };
}

function tagging(name: string, { key, value }: { key: string; value: string }): Write {
  const tag = { ResourceId: name, ResourceType: "auto-scaling-group", Key: key, Value: value };
  const members = Object.entries({ ...tag, PropagateAtLaunch: "false" });
  const parameters = Object.fromEntries(
    members.map(([member, of]) => [`Tags.member.1.${member}`, of]),
  );
  const sorted = (tags: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    parameters: { Action: "CreateOrUpdateTags", ...parameters },
    after: (before) => ({ ...before, tags: sorted({ ...before.tags, [key]: value }) }),
  };
}

/**
 * Moves the manual clock; what it was told is what it must show, or up to one step more: a long
 * step is done in slices, each of which may be the last.
 */
function clockClient(dice: Dice): Client {
  let now: number | undefined;
  let step: number | undefined;
  let acknowledged = 0;
  return {
    acknowledged: () => acknowledged,
    work: async (endpoint, isOver) => {
      while (!isOver() && step === undefined) {
        step = 1 + dice(60);
        const answer = await control(endpoint, "POST", "clock", { advance: `${step}s` });
        if (answer === undefined) return;
        now = Date.parse(String(answer.now));
        step = undefined;
        acknowledged += 1;
      }
    },
    check: async (endpoint) => {
      const answer = await control(endpoint, "GET", "clock");
      const found = Date.parse(String(answer?.now));
      const first = now ?? found;
      const last = first + 1000 * (step ?? 0);
      step = undefined;
      const [from, to] = [first, last].map((at) => new Date(at).toISOString());
      const isThere = found >= first && found <= last;
      now = found;
      const told = `the clock shows ${answer?.now} instead of ${from} to ${to}`;
      return isThere ? [] : [told];
    },
  };
}

/** Adds and removes faults; one that was added without an answer has an id that nobody was told. */
function faultClient(dice: Dice): Client {
  let known: readonly string[] = [];
  let doubt: "adding" | { readonly removing: string } | undefined;
  let acknowledged = 0;
  const fault = { kind: "api", operation: "DescribeAccountLimits", error: "Throttling" };
  return {
    acknowledged: () => acknowledged,
    work: async (endpoint, isOver) => {
      while (!isOver() && doubt === undefined) {
        const [oldest] = known;
        const isRemoval = oldest !== undefined && (known.length > 5 || dice(2) === 0);
        doubt = isRemoval ? { removing: oldest } : "adding";
        const answer = isRemoval
          ? await control(endpoint, "DELETE", `faults/${oldest}`)
          : await control(endpoint, "POST", "faults", fault);
        if (answer === undefined) return;
        doubt = undefined;
        acknowledged += 1;
        known = isRemoval ? known.slice(1) : [...known, ...(answer.ids as readonly string[])];
      }
    },
    check: async (endpoint) => {
      const answer = await control(endpoint, "GET", "faults");
      const listed = (answer?.faults ?? []) as readonly { readonly id: string }[];
      const found = listed.map(({ id }) => id);
      const surplus = found.filter((id) => !known.includes(id));
      const missing = known.filter((id) => !found.includes(id));
      const isExplained =
        (surplus.length === 0 || (surplus.length === 1 && doubt === "adding")) &&
        missing.every((id) => typeof doubt === "object" && doubt.removing === id);
      const losses = isExplained ? [] : [`faults: ${found} are there instead of ${known}`];
      [known, doubt] = [found, undefined];
      return losses;
    },
  };
}
