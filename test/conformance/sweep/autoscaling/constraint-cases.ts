/** Makes, from AWS's model, one wrong input for each constraint of each member of an operation. */
import { wholePattern } from "../../../../src/model/constraints.ts";
import {
  type ListShape,
  type Member,
  type ServiceModel,
  type ServiceName,
  type Shape,
  type StringShape,
  type StructureShape,
  serviceModel,
  shapeOf,
  structureOf,
} from "../../../../src/model/shapes.ts";

export interface ConstraintCase {
  /** Such as `tags.1.member.key: too short`. */
  readonly says: string;
  readonly input: object;
  /** AWS's whole sentence, in the words of the query protocol. */
  readonly message: string;
  /** What is sent against the constraint; undefined for a member that is missing. */
  readonly value: unknown;
  /** What AWS's sentence says should be so instead, such as `not be null`. */
  readonly must: string;
}

/** Of the service that cases are being made for. */
let model: ServiceModel = serviceModel("autoscaling");

/** XML cannot carry it, so that an answer shows the sign for what cannot be shown in its place. */
const bell = "\u0007";
const notForXml = "\uFFFD";

/** What is wrong with one value, and what AWS's sentence says should be so instead. */
interface Violation {
  readonly what: string;
  readonly value: unknown;
  readonly must: string;
}

/** Structures inside structures of the same shape would go on for ever. */
const deepest = 8;

export function constraintCasesOf(
  operation: string,
  service: ServiceName = "autoscaling",
): readonly ConstraintCase[] {
  model = serviceModel(service);
  const name = model.operations.get(operation)?.input;
  if (name === undefined) return [];
  const root = structureOf(model, name);
  return casesIn(root, { path: [], wrap: (members) => ({ ...leastOf(root), ...members }) });
}

interface Place {
  readonly path: readonly string[];
  /** The whole input, with these members in the structure at this place. */
  readonly wrap: (members: Record<string, unknown>) => object;
}

function casesIn(shape: StructureShape, place: Place): ConstraintCase[] {
  if (place.path.length > deepest) return [];
  return shape.members.flatMap((member) => [
    ...missingCase(shape, member, place),
    ...memberCases(member, place),
  ]);
}

/** An empty structure cannot be sent, so beside a missing member there is another one. */
function missingCase(shape: StructureShape, member: Member, place: Place): ConstraintCase[] {
  // The SDK makes this token up when there is none.
  if (!member.required || member.name === "ClientToken") return [];
  const other = shape.members.find(({ name, required }) => name !== member.name && !required);
  const company =
    place.path.length === 0 || other === undefined ? {} : { [other.name]: valid(other) };
  const isSendable =
    place.path.length === 0 || shape.members.some(({ name }) => name !== member.name);
  if (!isSendable) return [];
  const input = place.wrap({ ...company, [member.name]: undefined });
  return [caseOf({ what: "missing", value: undefined, must: "not be null" }, place, member, input)];
}

function memberCases(member: Member, place: Place): ConstraintCase[] {
  const shape = shapeOf(model, member.shape);
  const here = violationsOf(member.shape, shape).map((violation) =>
    caseOf(violation, place, member, place.wrap({ [member.name]: violation.value })),
  );
  const path = [...place.path, lowerFirst(member.name)];
  const wrap = (value: unknown) => place.wrap({ [member.name]: value });
  if (shape.type === "structure") {
    const inner = (members: object) => wrap({ ...leastOf(shape), ...members });
    return [...here, ...casesIn(shape, { path, wrap: inner })];
  }
  const item = shape.type === "list" ? shapeOf(model, shape.item) : undefined;
  if (item?.type !== "structure") return here;
  const inItem = (members: object) => wrap([{ ...leastOf(item), ...members }]);
  return [...here, ...casesIn(item, { path: [...path, "1", "member"], wrap: inItem })];
}

function caseOf(
  { what, value, must }: Violation,
  { path }: Place,
  member: Member,
  input: object,
): ConstraintCase {
  const at = [...path, lowerFirst(member.name)].join(".");
  const shown = value === undefined ? "null" : `'${printed(value)}'`;
  const message =
    `1 validation error detected: Value ${shown} at '${at}' failed to satisfy constraint: ` +
    `Member must ${must}`;
  return { says: `${at}: ${what}`, input, message, value, must };
}

/** A value as AWS's sentences show it. */
export const printed = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(printed).join(", ")}]`
    : value instanceof Date
      ? value.toISOString()
      : typeof value === "object" && value !== null
        ? `{${Object.entries(value)
            .map(([name, member]) => `${name}=${printed(member)}`)
            .join(", ")}}`
        : String(value).replaceAll(bell, notForXml);

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function violationsOf(name: string, shape: Shape): Violation[] {
  switch (shape.type) {
    case "string":
      return textViolations(name, shape);
    case "list":
      return [...listViolations(shape), ...itemViolations(shape)];
    case "integer":
    case "long":
    case "double":
    case "float":
      return numberViolations(shape);
    default:
      return [];
  }
}

function numberViolations({ min, max }: { min?: number; max?: number }): Violation[] {
  const found: Violation[] = [];
  if (min !== undefined) {
    const must = `have value greater than or equal to ${min}`;
    found.push({ what: "too small", value: min - 1, must });
  }
  if (max !== undefined) {
    const must = `have value less than or equal to ${max}`;
    found.push({ what: "too large", value: max + 1, must });
  }
  return found;
}

/** The server prints these in an order of its own (R-028, G-006). */
const serverOrder: Readonly<Record<string, string>> = {
  AuthenticateOidcActionConditionalBehaviorEnum: "allow, deny, authenticate",
  ScaleInProtectedInstances: "Ignore, Wait, Refresh",
  StandbyInstances: "Terminate, Ignore, Wait",
  WarmPoolState: "Stopped, Hibernated, Running",
};

/** A text that breaks one rule and keeps the others, so that AWS's answer has one sentence. */
function textViolations(name: string, shape: StringShape): Violation[] {
  const found: Violation[] = [];
  const { min = 0, max, pattern } = shape;
  if (shape.enum !== undefined) {
    const must = `satisfy enum value set: [${serverOrder[name] ?? shape.enum.join(", ")}]`;
    found.push({ what: "no value of the enumeration", value: "NoSuchValue", must });
  }
  if (min > 0 && keeps(pattern, "")) {
    const must = `have length greater than or equal to ${min}`;
    found.push({ what: "too short", value: "", must });
  }
  const long = "a".repeat((max ?? 0) + 1);
  if (max !== undefined && keeps(pattern, long)) {
    const must = `have length less than or equal to ${max}`;
    found.push({ what: "too long", value: long, must });
  }
  const wrong = [`bell${bell}`, "no blank"].find((text) => !keeps(pattern, text));
  if (wrong !== undefined) {
    const value = wrong.slice(0, max);
    const must = `satisfy regular expression pattern: ${pattern}`;
    found.push({ what: "against the pattern", value, must });
  }
  return found;
}

const keeps = (pattern: string | undefined, text: string) =>
  pattern === undefined || wholePattern(pattern).test(text);

function listViolations(shape: ListShape): Violation[] {
  const found: Violation[] = [];
  const one = () => validOf(shape.item, shapeOf(model, shape.item));
  if (shape.min !== undefined && shape.min > 0) {
    const must = `have length greater than or equal to ${shape.min}`;
    found.push({ what: "too few", value: Array.from({ length: shape.min - 1 }, one), must });
  }
  if (shape.max !== undefined) {
    const must = `have length less than or equal to ${shape.max}`;
    found.push({ what: "too many", value: Array.from({ length: shape.max + 1 }, one), must });
  }
  return found;
}

/** A bad item is reported on its list, with every constraint of the items (R-030). */
function itemViolations(shape: ListShape): Violation[] {
  const item = shapeOf(model, shape.item);
  if (item.type === "structure" || item.type === "list") return [];
  const [bad] = violationsOf(shape.item, item);
  if (bad === undefined) return [];
  const must = `satisfy constraint: [${sentencesOf(shape.item, item).join(", ")}]`;
  return [{ what: `an item ${bad.what}`, value: [bad.value], must }];
}

function sentencesOf(name: string, shape: Shape): string[] {
  const isText = shape.type === "string";
  const word = isText ? "length" : "value";
  const { min, max } = shape as { min?: number; max?: number };
  const text = isText ? (shape as StringShape) : undefined;
  return [
    ...(max === undefined ? [] : [`Member must have ${word} less than or equal to ${max}`]),
    ...(min === undefined ? [] : [`Member must have ${word} greater than or equal to ${min}`]),
    ...(text?.pattern === undefined
      ? []
      : [`Member must satisfy regular expression pattern: ${text.pattern}`]),
    ...(text?.enum === undefined
      ? []
      : [`Member must satisfy enum value set: [${serverOrder[name] ?? text.enum.join(", ")}]`]),
  ];
}

/** The required members of a structure, each with a value that keeps its constraints. */
function leastOf(shape: StructureShape): Record<string, unknown> {
  const required = shape.members.filter((member) => member.required);
  return Object.fromEntries(required.map((member) => [member.name, valid(member)]));
}

const valid = (member: Member) => validOf(member.shape, shapeOf(model, member.shape));

function validOf(name: string, shape: Shape): unknown {
  switch (shape.type) {
    case "structure":
      return someOf(shape);
    case "list":
      return Array.from({ length: Math.max(1, shape.min ?? 0) }, () =>
        validOf(shape.item, shapeOf(model, shape.item)),
      );
    case "string":
      return validText(name, shape);
    case "boolean":
      return true;
    case "timestamp":
      return new Date("2026-10-01T00:00:00Z");
    case "map":
      return {};
    default:
      return "min" in shape ? Math.max(1, shape.min ?? 1) : 1;
  }
}

/** The required members, or else the first: an empty structure cannot be sent. */
function someOf(shape: StructureShape): Record<string, unknown> {
  const least = leastOf(shape);
  const [first] = shape.members;
  const isEmpty = Object.keys(least).length === 0 && first !== undefined;
  return isEmpty ? { [first.name]: valid(first) } : least;
}

/** Texts that fit the patterns of AWS's models. */
const wellFormed = [
  "ami-0123456789abcdef0",
  "HTTPS",
  "404",
  "ipam-pool-1",
  "ipv4pool-coip-1",
  "Name",
  "arn:aws:secretsmanager:us-east-1:123456789012:secret:a",
  "abc.def",
];

function validText(name: string, shape: StringShape): string {
  if (shape.enum !== undefined) return shape.enum[0] ?? "";
  const texts = ["a".repeat(Math.max(1, shape.min ?? 1)), ...wellFormed];
  const text = texts.find((one) => keeps(shape.pattern, one));
  if (text === undefined) throw new Error(`no text for ${name}`);
  return text;
}
