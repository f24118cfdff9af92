/** Any record as plain JSON, piece by piece: joined they are what `toPlain` makes of it at once. */
import { type Container, type PlainPiece, setMember } from "../../domain/plain-pieces.ts";
import { plainName, toPlain } from "./plain-json.ts";
import { isContainer, weightOf } from "./weight.ts";

/** Each is about so many bytes of JSON; a single text that is longer stays whole. */
export function* plainPieces(value: object, size: number): Generator<PlainPiece> {
  const writer = newWriter(rootOf(value), size);
  yield* walk(writer, value);
  yield writer.take();
}

type Writer = ReturnType<typeof newWriter>;

/** What is open of the whole, from the whole down. */
interface OpenContainer {
  /** Where it is in the one above; the whole is nowhere. */
  readonly step: string | number;
  /** What the present piece adds to it. */
  added: Container;
}

function newWriter(whole: Container, size: number) {
  const open: OpenContainer[] = [{ step: "", added: whole }];
  // What was open when the present piece began, and stays part of it when it is closed.
  let begun = { path: [] as (string | number)[], levels: [whole] };
  let weight = 0;
  const put = (step: string | number, child: unknown) => {
    const { added } = open.at(-1) as OpenContainer;
    if (Array.isArray(added)) added.push(child);
    else setMember(added, String(step), child);
  };
  return {
    size,
    isFull: () => weight >= size,
    add: (step: string | number, child: unknown, ofChild: number) => {
      put(step, child);
      weight += ofChild;
    },
    open: (step: string | number, child: Container) => {
      put(step, child);
      open.push({ step, added: child });
    },
    close: () => open.pop(),
    take: (): PlainPiece => {
      const { path, levels } = begun;
      weight = 0;
      for (const one of open) one.added = Array.isArray(one.added) ? [] : {};
      begun = {
        path: open.slice(1).map(({ step }) => step),
        levels: open.map(({ added }) => added).reverse(),
      };
      return { path, levels };
    },
  };
}

/** Looks at each child once: a small one is added as it is, a large one is walked through. */
function* walk(writer: Writer, value: object): Generator<PlainPiece> {
  for (const [step, child] of childrenOf(value)) {
    const weight = weightOf(child, writer.size);
    if (weight <= writer.size || !isContainer(child)) {
      writer.add(step, toPlain(child), weight);
    } else {
      writer.open(step, rootOf(child));
      yield* walk(writer, child);
      writer.close();
    }
    if (writer.isFull()) yield writer.take();
  }
}

type Child = readonly [step: string | number, child: unknown];

function childrenOf(value: object): Iterable<Child> {
  if (Array.isArray(value)) return value.entries();
  if (value instanceof Map) return [["$map", [...value]]];
  if (value instanceof Set) return [["$set", [...value]]];
  return Object.keys(value).map((name) => [
    plainName(name),
    (value as Readonly<Record<string, unknown>>)[name],
  ]);
}

function rootOf(value: object): Container {
  return Array.isArray(value) ? [] : {};
}
