/** Reads the calls of a world file by AWS's model; what does not fit is told by its place. */
import { isDate } from "../domain/time.ts";
import { shortened } from "../domain/visible.ts";
import { serviceModel } from "../model/shapes.ts";
import { isObject, type Problem, typedInput } from "../schemas/aws-input.ts";
import type { CallInFile } from "./schema.ts";

type Path = readonly PropertyKey[];

const writeUtf8 = new TextEncoder();
const readUtf8 = new TextDecoder();

/** Calls as actions take them, but for references; and what is wrong with them. */
export interface ReadCalls {
  readonly calls: readonly CallInFile[];
  readonly problems: readonly Problem[];
}

/** Types the inputs, with times as dates, and says what can be said before any call is made. */
export function readCalls(given: readonly CallInFile[]): ReadCalls {
  const problems: Problem[] = [];
  const calls = given.map((call, nth) => {
    const names = given.slice(0, nth).flatMap(({ as }) => (as === undefined ? [] : [as]));
    const own: Problem[] = [...nameProblems(call, names)];
    const input = readInput(call, names, own);
    problems.push(...own.map(({ path, message }) => ({ path: ["calls", nth, ...path], message })));
    return { ...call, input };
  });
  return { calls, problems };
}

function nameProblems({ as }: CallInFile, names: readonly string[]): readonly Problem[] {
  const isTaken = as !== undefined && names.includes(as);
  return isTaken ? [{ path: ["as"], message: "expected a name that is not taken" }] : [];
}

/** The typed input; what is wrong with the call is added to `problems`. */
function readInput(
  { service, operation, input }: CallInFile,
  names: readonly string[],
  problems: Problem[],
): CallInFile["input"] {
  const model = serviceModel(service);
  const shapes = model.operations.get(operation);
  if (shapes === undefined) {
    const expected = `expected an operation of ${service} that asg-local serves`;
    problems.push({ path: ["operation"], message: `${expected}; got ${shortened(operation)}` });
    return input;
  }
  const found: Problem[] = [];
  const place = { value: input, path: [] };
  const typed =
    shapes.input === undefined ? {} : typedInput({ model, problems: found }, shapes.input, place);
  for (const { text, name, path } of referencesIn(input, [])) {
    if (names.includes(name)) continue;
    const known = names.length === 0 ? "which no call before it has" : `one of ${names.join(", ")}`;
    found.push({ path, message: `${text} needs the name of a call before it, ${known}` });
  }
  problems.push(...found.map(({ path, message }) => ({ path: ["input", ...path], message })));
  return typed as CallInFile["input"];
}

/** `{{name.Member[0].Member}}`, a reference into an earlier call's answer. */
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

/** The typed input with each reference replaced by what it names; those to nothing are listed. */
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
  if (value instanceof Uint8Array) {
    return writeUtf8.encode(resolvedInput(readUtf8.decode(value), answers, unresolved) as string);
  }
  if (isDate(value)) return value;
  if (Array.isArray(value)) return value.map((item) => resolvedInput(item, answers, unresolved));
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, resolvedInput(item, answers, unresolved)]),
  );
}

/**
 * Resolves a path such as `TargetGroups[0].TargetGroupArn`; undefined unless it leads to a text or
 * number.
 */
function memberAt(answer: unknown, path: string): string | undefined {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const found = steps.reduce<unknown>((at, step) => {
    const isThere = typeof at === "object" && at !== null && Object.hasOwn(at, step);
    return isThere ? (at as Readonly<Record<string, unknown>>)[step] : undefined;
  }, answer);
  return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
}
