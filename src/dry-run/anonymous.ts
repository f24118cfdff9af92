/** Replaces all in a world file by which its owner could be known: names, ids, account, tags. */
import type { WorldFileInput } from "../world-file/schema.ts";

/** Members whose value is a name that somebody chose, and what it is called then. */
const kindOfName: Readonly<Record<string, string>> = {
  name: "name",
  group: "name",
  launchConfiguration: "name",
  AutoScalingGroupName: "name",
  LaunchTemplateName: "name",
  LifecycleHookName: "hook",
  AlarmName: "alarm",
  Name: "balancer",
  LoadBalancerName: "balancer",
  LoadBalancerNames: "balancer",
};

const someAccount = "000000000000";

/**
 * The same world with names and ids of its own, each replaced by the same one wherever it stands.
 * Region, zones, types, sizes and times are kept. Ids keep their order, by which AWS chooses.
 */
export function anonymousWorld(world: WorldFileInput): WorldFileInput {
  const names = new Map<string, string>();
  const ids = newIds(JSON.stringify(world));
  const change = (member: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => change(member, item));
    if (typeof value === "string") return text(member, value);
    if (typeof value !== "object" || value === null) return value;
    const kept = Object.entries(value).filter(([name]) => name !== "tags");
    return Object.fromEntries(kept.map(([name, item]) => [name, change(name, item)]));
  };
  const text = (member: string, value: string) => {
    const kind = kindOfName[member];
    if (kind !== undefined) return newName(names, kind, value);
    if (member === "account") return someAccount;
    if (value.startsWith(aliasPrefix)) return aliasPrefix + newName(names, "/image", value);
    return value.replaceAll(idForm, (id) => ids.get(id) ?? id);
  };
  return change("", world) as WorldFileInput;
}

/** An image that is the value of a parameter, whose path somebody chose. */
const aliasPrefix = "resolve:ssm:";

/** `name-1`, `name-2`: in the order in which they are met. */
function newName(names: Map<string, string>, kind: string, name: string): string {
  const known = names.get(`${kind} ${name}`);
  if (known !== undefined) return known;
  const count = [...names.values()].filter((one) => one.startsWith(`${kind}-`)).length;
  const made = `${kind}-${count + 1}`;
  names.set(`${kind} ${name}`, made);
  return made;
}

/** AWS's ids, which also stand in other texts. */
const idForm = /\b(?:i|lt|ami|subnet|vpc|sg)-[0-9a-f]{8,17}\b/g;

function newIds(text: string): ReadonlyMap<string, string> {
  const found = [...new Set(text.match(idForm))].sort();
  return new Map(
    found.map((id, nth) => {
      const [prefix = ""] = id.split("-");
      return [id, `${prefix}-${(nth + 1).toString(16).padStart(17, "0")}`];
    }),
  );
}
