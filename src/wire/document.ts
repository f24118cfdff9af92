/** Converts between documents and typed inputs and outputs, by AWS's shapes. */

import { ServiceError } from "../model/faults.ts";
import { type NumberShape, type ServiceModel, shapeOf } from "../model/shapes.ts";
import type { Codec } from "./codec.ts";

interface Walk {
  readonly model: ServiceModel;
  readonly codec: Codec;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * The input as the SDK types it. Unknown members and nulls are dropped; a value of the wrong type
 * is refused by its member's name. Throws `SerializationException` 400.
 */
export function readDocument(walk: Walk, shape: string | undefined, body: Uint8Array): unknown {
  const document = body.length === 0 ? {} : parsed(walk.codec, body);
  return shape === undefined ? {} : read(walk, { shape, value: document, path: "" });
}

function parsed(codec: Codec, body: Uint8Array): unknown {
  try {
    return codec.parse(body);
  } catch {
    throw new ServiceError("SerializationException", `The body is not ${codec.contentType}.`);
  }
}

interface ShapedValue {
  readonly shape: string;
  readonly value: unknown;
  readonly path: string;
}

function read(walk: Walk, place: ShapedValue): unknown {
  const shape = shapeOf(walk.model, place.shape);
  const { value, path } = place;
  switch (shape.type) {
    case "structure": {
      const given = membersOf(place);
      const known = shape.members.filter(({ name }) => isGiven(given, name));
      return Object.fromEntries(
        known.map(({ name, shape: inner }) => [
          name,
          read(walk, { shape: inner, value: given[name], path: `${path}/${name}` }),
        ]),
      );
    }
    case "list":
      if (!Array.isArray(value)) throw refused(place, "a list");
      return value.map((item, index) =>
        read(walk, { shape: shape.item, value: item, path: `${path}/${index}` }),
      );
    case "map":
      return Object.fromEntries(
        Object.entries(membersOf(place)).map(([key, item]) => [
          key,
          read(walk, { shape: shape.item, value: item, path: `${path}/${key}` }),
        ]),
      );
    case "string":
      if (typeof value !== "string") throw refused(place, "a string");
      return value;
    case "boolean":
      if (typeof value !== "boolean") throw refused(place, "a boolean");
      return value;
    case "timestamp":
      return walk.codec.readTime(value) ?? fail(refused(place, "a timestamp"));
    case "blob":
      throw noBytes(walk, place.shape);
    default:
      return numberOf(place, shape);
  }
}

function membersOf(place: ShapedValue): Members {
  const { value } = place;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject || value instanceof Date) throw refused(place, "a structure");
  return value as Members;
}

function isGiven(members: Members, name: string): boolean {
  return Object.hasOwn(members, name) && members[name] !== null && members[name] !== undefined;
}

function numberOf(place: ShapedValue, { type }: NumberShape): number {
  const isFraction = type === "double" || type === "float";
  const { value } = place;
  const number = typeof value === "bigint" ? Number(value) : value;
  const isNumber = typeof number === "number" && Number.isFinite(number);
  if (isNumber && (isFraction || Number.isInteger(number))) return number;
  throw refused(place, isFraction ? "a number" : "an integer");
}

function refused({ path }: ShapedValue, wanted: string): ServiceError {
  const message = `The value at '${path || "/"}' is invalid: expected ${wanted}.`;
  return new ServiceError("SerializationException", message);
}

function fail(error: ServiceError): never {
  throw error;
}

/**
 * The error for a member of bytes: each notation writes bytes differently, and no service served
 * this way has any.
 */
function noBytes({ model }: Walk, shape: string): Error {
  return new Error(`the documents of ${model.service} hold no bytes, but ${shape} does`);
}

/** The document of an output: known members in the model's order, without undefined ones. */
export function writeDocument(walk: Walk, shape: string | undefined, output: unknown): unknown {
  return shape === undefined ? {} : write(walk, shape, output);
}

function write(walk: Walk, name: string, value: unknown): unknown {
  const shape = shapeOf(walk.model, name);
  switch (shape.type) {
    case "structure": {
      const members = (value ?? {}) as Members;
      const known = shape.members.filter((member) => isGiven(members, member.name));
      return Object.fromEntries(
        known.map((member) => [member.name, write(walk, member.shape, members[member.name])]),
      );
    }
    case "list":
      return (value as readonly unknown[]).map((item) => write(walk, shape.item, item));
    case "map":
      return Object.fromEntries(
        Object.entries(value as Members).map(([key, item]) => [key, write(walk, shape.item, item)]),
      );
    case "timestamp":
      return walk.codec.writeTime(value as Date);
    case "blob":
      throw noBytes(walk, name);
    case "double":
    case "float":
      return walk.codec.writeFraction(value as number);
    default:
      return value;
  }
}
