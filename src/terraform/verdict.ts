/** Whether a change of a group starts an instance refresh, by the rules of the AWS provider. */
import { isDeepStrictEqual } from "node:util";
import { type Attributes, blockIn, textIn, textsIn } from "./attributes.ts";
import type { ResourceChange } from "./plan-file.ts";

export type Verdict =
  | {
      readonly starts: true;
      /** The attributes that start it. */
      readonly because: readonly string[];
      /** They are known after the apply only, so they might turn out to be the same. */
      readonly isCertain: boolean;
    }
  | { readonly starts: false; readonly why: string };

/** What starts a refresh whatever the triggers are. */
export const launchAttributes: readonly string[] = [
  "launch_configuration",
  "launch_template",
  "mixed_instances_policy",
];

export function verdictOn(group: ResourceChange): Verdict {
  const { actions, before, after } = group;
  if (actions.includes("create")) return { starts: false, why: whyNotForNew(group) };
  if (before === undefined || after === undefined || !actions.includes("update")) {
    return { starts: false, why: whyNotWithoutUpdate(actions) };
  }
  const changed = changedAttributes(group);
  const refresh = blockIn(after, "instance_refresh");
  if (refresh === undefined) return { starts: false, why: whyNotWithoutBlock(changed, before) };
  const triggers = textsIn(refresh, "triggers");
  const because = [...launchAttributes, ...triggers].filter((name) => changed.includes(name));
  if (because.length === 0) return { starts: false, why: whyNotBy(changed, triggers) };
  const isCertain = because.some((name) => isKnownToDiffer(group, name));
  return { starts: true, because: [...new Set(because)], isCertain };
}

/** The names of the attributes that differ, or may: what is not known yet may be anything. */
export function changedAttributes({ before, after, unknown }: ResourceChange): readonly string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  for (const [name, value] of Object.entries(unknown)) if (hasTrue(value)) names.add(name);
  return [...names]
    .filter((name) => hasTrue(unknown[name]) || !isSame(before?.[name], after?.[name]))
    .sort();
}

function isKnownToDiffer({ before, after, unknown }: ResourceChange, name: string): boolean {
  return !hasTrue(unknown[name]) && !isSame(before?.[name], after?.[name]);
}

/** Something of it is known after the apply only. */
export function hasTrue(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).some(hasTrue);
  return value === true;
}

/** Nothing, null and an empty list or text are the same to the provider. */
function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(present(one), present(other));
}

function present(value: unknown): unknown {
  const isEmpty = value === null || value === "" || (Array.isArray(value) && value.length === 0);
  return isEmpty ? undefined : value;
}

function whyNotForNew({ actions, replacedBy }: ResourceChange): string {
  if (!actions.includes("delete")) {
    return "the group is new: its instances are launched with what it begins with";
  }
  const by = replacedBy.length === 0 ? "" : `, because ${replacedBy.join(", ")} changes`;
  const order =
    actions[0] === "create"
      ? "the new group is created first, then the old one is destroyed"
      : "the old group is destroyed first, with all its instances, then the new one is created";
  return `the group is replaced by another one${by}; ${order}`;
}

function whyNotWithoutUpdate(actions: readonly string[]): string {
  if (actions.includes("delete")) return "the group is destroyed";
  if (actions.includes("forget")) return "Terraform forgets the group and leaves it as it is";
  return "nothing of the group changes";
}

function whyNotWithoutBlock(changed: readonly string[], before: Attributes): string {
  const launches = changed.filter((name) => launchAttributes.includes(name));
  const had = blockIn(before, "instance_refresh") !== undefined;
  const none = had
    ? "its block instance_refresh is taken away"
    : "it has no block instance_refresh";
  if (launches.length === 0) return `${none}, and nothing that it launches changes`;
  return `${none}: ${launches.join(", ")} changes for later launches only`;
}

function whyNotBy(changed: readonly string[], triggers: readonly string[]): string {
  const what = changed.length === 0 ? "nothing known" : changed.join(", ");
  const others = triggers.length === 0 ? "it has none" : `its are ${triggers.join(", ")}`;
  return `only ${what} changes, which starts none without a trigger; ${others}`;
}

/** The text that stands for a version that moves, if the group has one. */
export function movingVersion(attributes: Attributes | undefined): string | undefined {
  const plain = blockIn(attributes, "launch_template");
  const mixed = blockIn(blockIn(attributes, "mixed_instances_policy"), "launch_template");
  const template = plain ?? blockIn(mixed, "launch_template_specification");
  const version = textIn(template, "version");
  // Without a version a mixed policy has $Default.
  const given = version ?? (mixed === undefined ? undefined : "$Default");
  return given?.startsWith("$") === true ? given : undefined;
}
