/** What a rule's target is given: the event, a part of it, a fixed text, or a filled template. */
import type { RuleTarget } from "./event-rule.ts";
import { valueAt } from "./json-path.ts";

/** The names that AWS fills by itself. */
export const reservedPlaceholders: ReadonlySet<string> = new Set([
  "aws.events.rule-arn",
  "aws.events.rule-name",
  "aws.events.event.ingestion-time",
  "aws.events.event",
  "aws.events.event.json",
]);

const placeholder = /<([A-Za-z0-9_.-]+)>/g;

export function placeholdersIn(template: string): readonly string[] {
  return [...template.matchAll(placeholder)].map(([, name = ""]) => name);
}

/** An event as it is sent, with the rule that matched it. */
export interface Matched {
  readonly event: Readonly<Record<string, unknown>>;
  readonly rule: { readonly name: string; readonly arn: string };
  /** When the bus got the event, as text. */
  readonly ingestedAt: string;
}

interface Transformer {
  readonly InputPathsMap?: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

/** The members of AWS's Target that shape what is sent. */
interface InputMembers {
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: Transformer;
}

/** The text that the target gets. */
export function targetInput({ members }: Pick<RuleTarget, "members">, matched: Matched): string {
  const { Input, InputPath, InputTransformer } = members as InputMembers;
  if (Input !== undefined) return Input;
  if (InputTransformer !== undefined) return filled(InputTransformer, matched);
  const part = InputPath === undefined ? matched.event : valueAt(matched.event, InputPath);
  return JSON.stringify(part ?? null);
}

/**
 * A placeholder inside a JSON string becomes text, one outside becomes JSON; what is not in the
 * event is empty.
 */
function filled({ InputPathsMap: paths = {}, InputTemplate }: Transformer, matched: Matched) {
  const namedValue = (name: string): unknown => {
    const path = Object.hasOwn(paths, name) ? paths[name] : undefined;
    return path === undefined ? reservedValue(name, matched) : valueAt(matched.event, path);
  };
  let isInString = false;
  return InputTemplate.replace(/\\.|"|<([A-Za-z0-9_.-]+)>/gs, (found, name?: string) => {
    if (found === '"') isInString = !isInString;
    if (name === undefined) return found;
    const value = namedValue(name) ?? "";
    return isInString ? textOf(value) : JSON.stringify(value);
  });
}

/** Objects and lists lose their quotes, as on AWS. */
function textOf(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value).slice(1, -1);
  return JSON.stringify(value).replaceAll('"', "");
}

function reservedValue(name: string, { event, rule, ingestedAt }: Matched): unknown {
  switch (name) {
    case "aws.events.rule-arn":
      return rule.arn;
    case "aws.events.rule-name":
      return rule.name;
    case "aws.events.event.ingestion-time":
      return ingestedAt;
    case "aws.events.event.json":
      return event;
    case "aws.events.event":
      return envelopeOf(event);
    default:
      return undefined;
  }
}

/** The event without its detail, with the name that AWS gives its type there. */
function envelopeOf(event: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { detail: _, "detail-type": detailType, ...rest } = event;
  return { ...rest, detailType };
}
