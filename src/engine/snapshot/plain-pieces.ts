/** Converts any record to plain JSON in pieces, which join to the result of `toPlain`. */
import { type Container, type PlainPiece, setMember } from "../../domain/plain-pieces.ts";
import { plainName, toPlain } from "./plain-json.ts";
import { isContainer, weightOf } from "./weight.ts";

/** Each piece has about `size` bytes of JSON; a longer single text stays whole. */
export function* plainPieces(value: object, size: number): Generator<PlainPiece> {
  const writer = newWriter(rootOf(value), size);
  yield* walk(writer, value);
  yield writer.take();
}

type Writer = ReturnType<typeof newWriter>;

/** A container that is being written; they are kept from the root down. */
interface OpenContainer {
  /** Its key in the parent container; unused for the root. */
  readonly step: string | number;
  /** What the current piece adds to it. */
  added: Container;
}

function newWriter(whole: Container, size: number) {
  const open: OpenContainer[] = [{ step: "", added: whole }];
  // The containers open at the start of the current piece, which belong to it even when closed.
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

/** Visits each child once: adds a small one whole and walks through a large one. */
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
