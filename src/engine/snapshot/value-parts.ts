/** Splits a large value into parts and joins them again, for example in another thread. */
import { assert, present } from "../../domain/assert.ts";
import { setMember } from "../../domain/plain-pieces.ts";
import { isContainer, weightOf } from "./weight.ts";

/** The next part of the value, of types that a structured clone preserves. */
export type ValuePart = readonly Step[];

type Step =
  /** Opens a container inside the open one. */
  | { readonly begin: Form; readonly key: unknown }
  /** The next items, entries or members of the open container. */
  | { readonly entries: Entry[] }
  /** Closes the open container. */
  | { readonly end: true };

type Form = "list" | "map" | "set" | "record";

/** The key is the position in a list, and unused in a set. */
type Entry = readonly [key: unknown, value: unknown];

type Open = unknown[] | Map<unknown, unknown> | Set<unknown> | Record<string, unknown>;

/** Each part has about `size` bytes as JSON; a longer single text stays whole. */
export function* valueParts(value: object, size: number): Generator<ValuePart, void, undefined> {
  let steps: Step[] = [];
  let weight = 0;
  function* walk(key: unknown, inner: object): Generator<ValuePart, void, undefined> {
    let entries: Entry[] = [];
    steps.push({ begin: formOf(inner), key }, { entries });
    for (const [innerKey, child] of entriesOf(inner)) {
      const childWeight = weightOf(child, size);
      if (childWeight > size && isContainer(child)) {
        yield* walk(innerKey, child);
        entries = [];
        steps.push({ entries });
      } else {
        entries.push([innerKey, child]);
        weight += childWeight;
      }
      if (weight < size) continue;
      yield steps;
      entries = [];
      steps = [{ entries }];
      weight = 0;
    }
    steps.push({ end: true });
  }
  yield* walk(undefined, value);
  yield steps;
}

export interface JoinedParts {
  add(part: ValuePart): void;
  /** The value, after all parts have been added. */
  whole(): unknown;
}

/** Joins parts; their values become part of the result without being copied. */
export function joinedParts(): JoinedParts {
  const open: Open[] = [];
  let whole: Open | undefined;
  return {
    add: (part) => {
      for (const step of part) {
        const last = open.at(-1);
        if ("end" in step) {
          whole = open.pop();
        } else if ("begin" in step) {
          const begun = emptyOf(step.begin);
          if (last !== undefined) put(last, [step.key, begun]);
          open.push(begun);
        } else {
          for (const entry of step.entries) put(present(last, "what is open"), entry);
        }
      }
    },
    whole: () => {
      assert(open.length === 0 && whole !== undefined, "not all parts are there");
      return whole;
    },
  };
}

function formOf(value: object): Form {
  if (Array.isArray(value)) return "list";
  if (value instanceof Map) return "map";
  return value instanceof Set ? "set" : "record";
}

function entriesOf(value: object): Iterable<Entry> {
  const isList = Array.isArray(value) || value instanceof Map || value instanceof Set;
  return isList ? value.entries() : Object.entries(value);
}

function emptyOf(form: Form): Open {
  if (form === "list") return [];
  if (form === "map") return new Map();
  return form === "set" ? new Set() : {};
}

function put(into: Open, [key, value]: Entry): void {
  if (Array.isArray(into)) into.push(value);
  else if (into instanceof Map) into.set(key, value);
  else if (into instanceof Set) into.add(value);
  else setMember(into, String(key), value);
}
