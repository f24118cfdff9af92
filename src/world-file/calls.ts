/** Reads the calls of a world file by AWS's model; what does not fit is told by its place. */
import { parseInstant } from "../domain/time.ts";
import { shortened } from "../domain/visible.ts";
import { type ServiceModel, serviceModel, shapeOf } from "../model/shapes.ts";
import type { Problem } from "./checks.ts";
import type { CallInFile, RegionInFile } from "./schema.ts";

type Path = readonly PropertyKey[];

const writeUtf8 = new TextEncoder();

/** The input as an action takes it, with times as dates; what is wrong is added to `problems`. */
export function typedInput(
  { service, operation, input }: CallInFile,
  problems: Problem[],
): unknown {
  const model = serviceModel(service);
  const shape = model.operations.get(operation)?.input;
  return shape === undefined ? {} : read({ model, problems }, shape, { value: input, path: [] });
}

/** What can be said of the calls before any of them is made. */
export function callProblems({ calls }: RegionInFile): readonly Problem[] {
  return calls.flatMap((call, nth) => {
    const names = calls.slice(0, nth).flatMap(({ as }) => (as === undefined ? [] : [as]));
    const problems = [...nameProblems(call, names), ...problemsOf(call, names)];
    return problems.map(({ path, message }) => ({ path: ["calls", nth, ...path], message }));
  });
}

function nameProblems({ as }: CallInFile, names: readonly string[]): readonly Problem[] {
  const isTaken = as !== undefined && names.includes(as);
  return isTaken ? [{ path: ["as"], message: "expected a name that is not taken" }] : [];
}

function problemsOf(call: CallInFile, names: readonly string[]): readonly Problem[] {
  const { service, operation, input } = call;
  if (!serviceModel(service).operations.has(operation)) {
    const expected = `expected an operation of ${service} that asg-local serves`;
    return [{ path: ["operation"], message: `${expected}; got ${shortened(operation)}` }];
  }
  const problems: Problem[] = [];
  typedInput(call, problems);
  for (const { text, name, path } of referencesIn(input, [])) {
    if (names.includes(name)) continue;
    const known = names.length === 0 ? "which no call before it has" : `one of ${names.join(", ")}`;
    problems.push({ path, message: `${text} needs the name of a call before it, ${known}` });
  }
  return problems.map(({ path, message }) => ({ path: ["input", ...path], message }));
}

interface Reading {
  readonly model: ServiceModel;
  readonly problems: Problem[];
}

interface ValueAt {
  readonly value: unknown;
  readonly path: Path;
}

function read(reading: Reading, name: string, place: ValueAt): unknown {
  const shape = shapeOf(reading.model, name);
  const { value, path } = place;
  const fail = (expected: string) => {
    const message = `expected ${expected}; got ${shortened(value)}`;
    reading.problems.push({ path, message });
  };
  const inside = (inner: string, step: PropertyKey, item: unknown) =>
    read(reading, inner, { value: item, path: [...path, step] });
  switch (shape.type) {
    case "structure": {
      if (!isObject(value)) return fail("an object");
      const shapes = new Map(shape.members.map((member) => [member.name, member.shape]));
      const entries = Object.entries(value).map(([key, item]) => {
        const inner = shapes.get(key);
        if (inner !== undefined) return [key, inside(inner, key, item)];
        const message = `unknown ${key}; accepted: ${[...shapes.keys()].join(", ")}`;
        reading.problems.push({ path, message });
        return [key, item];
      });
      return Object.fromEntries(entries);
    }
    case "list":
      if (!Array.isArray(value)) return fail("a list");
      return value.map((item, nth) => inside(shape.item, nth, item));
    case "map": {
      if (!isObject(value)) return fail("an object");
      const entries = Object.entries(value);
      return Object.fromEntries(entries.map(([key, item]) => [key, inside(shape.item, key, item)]));
    }
    case "timestamp": {
      const at = typeof value === "string" ? parseInstant(value) : undefined;
      if (at !== undefined) return new Date(at);
      return fail("ISO 8601 with a zone, such as 2026-01-31T12:00:00Z");
    }
    case "blob":
      return typeof value === "string" ? writeUtf8.encode(value) : fail("a text");
    default:
      return isScalar(shape.type, value) ? value : fail(scalarNames[shape.type]);
  }
}

const scalarNames = {
  string: "a text",
  boolean: "true or false",
  integer: "a whole number",
  long: "a whole number",
  double: "a number",
  float: "a number",
} as const;

function isScalar(type: keyof typeof scalarNames, value: unknown): boolean {
  if (type === "string" || type === "boolean") return typeof value === type;
  if (type === "integer" || type === "long") return Number.isSafeInteger(value);
  return typeof value === "number";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `{{name.Member[0].Member}}`: something that an earlier call answered. */
const reference = /\{\{([\w-]+)\.([^{}]+)\}\}/g;

interface Reference {
  readonly text: string;
  readonly name: string;
  readonly path: Path;
}

function referencesIn(value: unknown, path: Path): readonly Reference[] {
  if (typeof value === "string") {
    return [...value.matchAll(reference)].map(([text, name = ""]) => ({ text, name, path }));
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, nth) => referencesIn(item, [...path, nth]));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => referencesIn(item, [...path, key]));
}

/** The input with every reference replaced by what it stands for; those to nothing are told. */
export function resolvedInput(
  value: unknown,
  answers: ReadonlyMap<string, unknown>,
  unresolved: string[],
): unknown {
  if (typeof value === "string") {
    return value.replaceAll(reference, (text, name: string, path: string) => {
      const found = memberAt(answers.get(name), path);
      if (found === undefined) unresolved.push(text);
      return found ?? text;
    });
  }
  if (Array.isArray(value)) return value.map((item) => resolvedInput(item, answers, unresolved));
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, resolvedInput(item, answers, unresolved)]),
  );
}

/** `TargetGroups[0].TargetGroupArn` in an answer; undefined when no text or number is there. */
function memberAt(answer: unknown, path: string): string | undefined {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const found = steps.reduce<unknown>((at, step) => {
    const isThere = typeof at === "object" && at !== null && Object.hasOwn(at, step);
    return isThere ? (at as Readonly<Record<string, unknown>>)[step] : undefined;
  }, answer);
  return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
}
