/** Makes random but repeatable values of an SDK schema, within the model's constraints. */

import { wholePattern } from "../../src/model/constraints.ts";
import {
  type ServiceModel,
  type Shape,
  type StringShape,
  shapeOf,
} from "../../src/model/shapes.ts";
import type { SdkMember, SdkSchema } from "../model/sdk-schemas.ts";

export interface Random {
  /** A whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number;
}

/** mulberry32: small, seeded, good enough to vary test values. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { below: (limit) => Math.floor(next() * limit) };
}

export interface Making {
  readonly model: ServiceModel;
  readonly random: Random;
  /** Inputs keep constraints and avoid what the protocol cannot send; outputs are anything. */
  readonly direction: "input" | "output";
}

const hostile = [
  "&",
  "<",
  ">",
  '"',
  "'",
  "]]>",
  "<!--",
  "&amp;",
  "&#38;",
  "%20",
  "+",
  "=",
  ";",
  " a ",
  "\t",
  "\n",
  "\r",
  "\r\n",
  "ü",
  "\u2019",
  "日本",
  "\u{1f680}",
  "\u00a0",
  "\u200b",
  "e\u0301",
  "a.b",
  "0",
  "true",
  "null",
  "1e3",
  "__proto__",
  "/",
  "\\",
  "{}",
  "member.1",
  "x",
];
const latin = ["a", "B", "7", "-", "x9"];

function textOf({ random, direction }: Making, shape: StringShape | undefined): string {
  if (direction === "output" || shape === undefined) {
    const text = Array.from({ length: random.below(4) }, () => pick(random, hostile)).join("");
    // The SDK reads white space with a line break as the indentation of a document.
    return text.trim() === "" && text.includes("\n") ? `${text}x` : text;
  }
  if (shape.enum) return pick(random, shape.enum);
  if (shape.pattern?.startsWith("^ami-")) return `ami-${random.below(1e6)}`;
  const isBroad = shape.pattern === undefined || shape.pattern.startsWith("[\\u0020");
  const least = shape.min ?? 0;
  const most = Math.min(shape.max ?? 40, least + 20);
  let text = "";
  while (text.length < least || random.below(3) > 0) {
    const more = text + pick(random, isBroad ? hostile : latin);
    if (more.length > most) break;
    text = more;
  }
  const padded = text.padEnd(least, "a");
  return keepsPattern(padded, shape)
    ? padded
    : (patterned.find((one) => keepsPattern(one, shape)) ?? padded);
}

/** One text for each pattern that hardly any random text keeps. */
const patterned = [
  "a",
  "404",
  "HTTPS",
  "Name",
  "arn:aws:secretsmanager:us-east-1:123456789012:secret:a",
  "abc.def",
  "ipv4pool-coip-a1",
  "ipam-pool-a1",
  "tag:a",
  "ami-0abcdef12",
];

function keepsPattern(text: string, { pattern }: StringShape): boolean {
  return pattern === undefined || wholePattern(pattern).test(text);
}

const pick = <T>(random: Random, values: readonly T[]): T =>
  values[random.below(values.length)] as T;

function numberOf({ random, direction }: Making, shape: Shape | undefined): number {
  const isNumber = shape !== undefined && "type" in shape && "min" in shape;
  const bounds = isNumber ? (shape as { min?: number; max?: number }) : {};
  const free = direction === "output" ? {} : bounds;
  const least = free.min ?? -5;
  const most = free.max ?? least + 100_000;
  const whole = least + random.below(most - least + 1);
  const isFraction = shape?.type === "double" || shape?.type === "float";
  return isFraction && whole < most ? whole + 0.25 : whole;
}

function timeOf({ random }: Making): Date {
  const seconds = 1_700_000_000 + random.below(100_000_000);
  return new Date(seconds * 1000 + (random.below(2) === 0 ? 0 : random.below(1000)));
}

/** A value of the schema; `name` is the served model's shape beside it, when it knows one. */
export function randomValue(making: Making, schema: SdkSchema, name: string | undefined): unknown {
  const shape = name === undefined ? undefined : shapeOf(making.model, name);
  switch (schema.kind) {
    case "string":
      return textOf(making, shape?.type === "string" ? shape : undefined);
    case "number":
      return numberOf(making, shape);
    case "boolean":
      return making.random.below(2) === 0;
    case "timestamp":
      return timeOf(making);
    case "blob":
      return Uint8Array.from({ length: making.random.below(40) }, () => making.random.below(256));
    case "list":
      return listOf(making, schema, shape);
    case "map":
      return mapOf(making, schema, shape);
    case "structure":
      return structureOf(making, schema, shape);
  }
}

/** EC2 requests cannot say an empty list; everything else can. */
function listOf(
  making: Making,
  schema: Extract<SdkSchema, { kind: "list" }>,
  shape: Shape | undefined,
): unknown[] {
  const list = shape?.type === "list" ? shape : undefined;
  const isEc2 = making.model.protocol === "ec2";
  const least = making.direction === "input" ? Math.max(isEc2 ? 1 : 0, list?.min ?? 0) : 0;
  const most = Math.max(Math.min(list?.max ?? 3, 3), least);
  const length = least + making.random.below(most - least + 1);
  return Array.from({ length }, () => randomValue(making, schema.item.schema, list?.item));
}

function mapOf(
  making: Making,
  schema: Extract<SdkSchema, { kind: "map" }>,
  shape: Shape | undefined,
): Record<string, unknown> {
  const map = shape?.type === "map" ? shape : undefined;
  const length = Math.max(map?.min ?? 1, 1 + making.random.below(2));
  const keys = Array.from({ length }, (_, index) => `key ${index} <&>`);
  const oneValue = () => randomValue(making, schema.item.schema, map?.item);
  return Object.fromEntries(keys.map((key) => [key, oneValue()]));
}

function isSendable({ schema }: SdkMember): boolean {
  return schema.kind !== "structure" || schema.members.length > 0;
}

/** Neither protocol can send an empty structure, so an input has at least one member. */
function structureOf(
  making: Making,
  schema: Extract<SdkSchema, { kind: "structure" }>,
  shape: Shape | undefined,
): Record<string, unknown> {
  const known = shape?.type === "structure" ? shape.members : [];
  const nameOf = (member: SdkMember) => known.find(({ name }) => name === member.name);
  const isForced = (member: SdkMember, index: number) =>
    making.direction === "input" &&
    // The SDK invents a token when there is none.
    (index === 0 || member.required || nameOf(member)?.required || member.name === "ClientToken");
  const members = schema.isUnion
    ? [pick(making.random, schema.members.filter(isSendable))]
    : schema.members.filter(
        (member, index) => isForced(member, index) || making.random.below(3) > 0,
      );
  return Object.fromEntries(
    members.map((member) => [
      member.name,
      randomValue(making, member.schema, nameOf(member)?.shape),
    ]),
  );
}
