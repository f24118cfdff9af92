/** Inputs for any operation, by AWS's model: mostly of the right shape, sometimes of none. */
import {
  type ServiceModel,
  type Shape,
  type StringShape,
  shapeOf,
  structureOf,
} from "../../src/model/shapes.ts";
import type { Dice } from "./dice.ts";

/** What may stand wherever something else is wanted. */
const wrongs: readonly unknown[] = [
  "",
  " ",
  "x",
  "-1",
  "1e400",
  "NaN",
  "null",
  "é😀\u0301",
  "\u0000\u0007\u001b[31m",
  "\ud800",
  "<a>&amp;</a>]]>",
  "../../etc/passwd",
  "__proto__",
  "a".repeat(5_000),
  2 ** 53,
  -0.5,
  true,
  [],
  {},
  [["x"]],
  { constructor: { prototype: "x" } },
];

/** How many levels deep an input is made; AWS's shapes may contain themselves. */
const deepest = 5;

export interface Draw {
  readonly dice: Dice;
  readonly model: ServiceModel;
  /** Names and ids that exist, so that some inputs are about something. */
  readonly names: readonly string[];
}

/** The input of an operation; undefined members are left out. */
export function inputOf(draw: Draw, operation: string): Readonly<Record<string, unknown>> {
  const input = draw.model.operations.get(operation)?.input;
  if (input === undefined) return {};
  return structure(draw, structureOf(draw.model, input).members, 0);
}

function structure(
  draw: Draw,
  members: readonly { name: string; shape: string; required: boolean }[],
  depth: number,
): Readonly<Record<string, unknown>> {
  const isGiven = (required: boolean) =>
    required ? !draw.dice.oneIn(20) : draw.dice.oneIn(3 + depth);
  const given = members.filter(({ required }) => isGiven(required));
  return Object.fromEntries(
    given.map(({ name, shape }) => [name, anyOf(draw, shapeOf(draw.model, shape), depth + 1)]),
  );
}

function anyOf(draw: Draw, shape: Shape, depth: number): unknown {
  const { dice, model } = draw;
  if (dice.oneIn(25)) return dice.pick(wrongs);
  switch (shape.type) {
    case "structure":
      return depth > deepest ? {} : structure(draw, shape.members, depth);
    case "list": {
      const count = depth > deepest ? 0 : dice.below(4);
      const item = shapeOf(model, shape.item);
      return Array.from({ length: count }, () => anyOf(draw, item, depth + 1));
    }
    case "map": {
      const item = shapeOf(model, shape.item);
      const keys = Array.from({ length: dice.below(3) }, () => textOf(draw, { type: "string" }));
      return Object.fromEntries(keys.map((key) => [key, anyOf(draw, item, depth + 1)]));
    }
    case "string":
      return textOf(draw, shape);
    case "boolean":
      return dice.oneIn(2);
    case "timestamp":
      return dice.pick([
        "2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00.5+02:00",
        "1772366400",
        "now",
      ]);
    case "blob":
      return dice.pick(["", "aGVsbG8=", "%%%"]);
    default:
      return numberOf(dice, shape);
  }
}

function numberOf(dice: Dice, { min = 0, max = 100 }: { min?: number; max?: number }): number {
  return dice.pick([0, 1, 2, 90, 100, min, max, min - 1, max + 1, dice.below(1000), 2 ** 31]);
}

function textOf({ dice, names }: Draw, { enum: allowed, min = 1, max = 20 }: StringShape): string {
  if (allowed !== undefined && !dice.oneIn(15)) return dice.pick(allowed);
  if (!dice.oneIn(4)) return dice.pick(names);
  const length = dice.pick([min, max, max + 1, dice.below(12)]);
  return dice.pick(["a", "1", "-", "é"]).repeat(Math.min(length, 3_000));
}

/** The form of an input in the query protocols. */
export function formOf(
  { model }: Pick<Draw, "model">,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): string {
  const form = new URLSearchParams({ Action: operation, Version: model.apiVersion });
  const root = model.operations.get(operation)?.input;
  if (root !== undefined) write(form, { model, shape: shapeOf(model, root), path: "" }, input);
  return form.toString();
}

interface Place {
  readonly model: ServiceModel;
  readonly shape: Shape;
  readonly path: string;
}

function write(form: URLSearchParams, { model, shape, path }: Place, value: unknown): void {
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  if (shape.type === "structure" && isRecord(value)) {
    for (const { name, query, shape: inner } of shape.members) {
      if (value[name] === undefined) continue;
      write(form, { model, shape: shapeOf(model, inner), path: at(query) }, value[name]);
    }
  } else if (shape.type === "list" && Array.isArray(value)) {
    const prefix = model.protocol === "ec2" ? "" : `${shape.xml}.`;
    for (const [nth, item] of value.entries()) {
      const place = { model, shape: shapeOf(model, shape.item), path: at(`${prefix}${nth + 1}`) };
      write(form, place, item);
    }
  } else if (shape.type === "map" && isRecord(value)) {
    for (const [nth, [key, item]] of Object.entries(value).entries()) {
      form.set(at(`entry.${nth + 1}.key`), key);
      const place = {
        model,
        shape: shapeOf(model, shape.item),
        path: at(`entry.${nth + 1}.value`),
      };
      write(form, place, item);
    }
  } else if (path !== "") {
    form.set(path, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
