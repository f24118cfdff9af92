/** Converts the text of one parameter into a string, boolean, number, time or bytes. */

import { ec2Error, ServiceError } from "../model/faults.ts";
import type { NumberShape, ServiceModel } from "../model/shapes.ts";

/** `A.member.1=x` is node A with child member, with child 1, whose text is x. */
export interface Node {
  /** The parameter's name down to this node, for messages. */
  readonly path: string;
  text: string | undefined;
  children: Map<string, Node> | undefined;
}

export const malformed = (model: ServiceModel, message: string) =>
  model.protocol === "ec2"
    ? ec2Error("InvalidParameterValue", message)
    : new ServiceError("MalformedInput", message);

export function scalarText(model: ServiceModel, node: Node): string {
  if (node.children || node.text === undefined) {
    throw malformed(model, "Start of structure or map found where not expected.");
  }
  return node.text;
}

export function booleanOf(model: ServiceModel, node: Node): boolean {
  const text = scalarText(model, node).toLowerCase();
  if (text === "true") return true;
  if (text === "false") return false;
  throw refused(model, node, "a boolean");
}

const isInteger = /^[+-]?\d+$/;
const isDecimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const maxInteger = 2 ** 31 - 1;

export function numberOf(model: ServiceModel, node: Node, { type }: NumberShape): number {
  const text = scalarText(model, node);
  const isFraction = type === "double" || type === "float";
  const value = Number(text);
  const isNumber = (isFraction ? isDecimal : isInteger).test(text) && Number.isFinite(value);
  const fits = type !== "integer" || (value <= maxInteger && value >= -maxInteger - 1);
  if (isNumber && fits) return value;
  throw refused(model, node, isFraction ? "a number" : "an integer");
}

const isIsoTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/;

export function timestampOf(model: ServiceModel, node: Node): Date {
  const text = scalarText(model, node);
  const hasZone = !text.includes("T") || /(Z|[+-]\d\d:?\d\d)$/.test(text);
  const time = new Date(hasZone ? text : `${text}Z`);
  if (isIsoTime.test(text) && !Number.isNaN(time.getTime())) return time;
  throw malformed(model, "timestamp must follow ISO8601");
}

const isBase64 = /^[A-Za-z0-9+/]*={0,2}$/;

export function bytesOf(model: ServiceModel, node: Node): Uint8Array {
  const text = scalarText(model, node).replace(/\s/g, "");
  if (isBase64.test(text)) return Uint8Array.from(Buffer.from(text, "base64"));
  throw refused(model, node, "base64");
}

/** Names the parameter, because a caller who sent hundreds cannot guess which one is meant. */
function refused(model: ServiceModel, node: Node, wanted: string): ServiceError {
  const value = node.text ?? "";
  return malformed(
    model,
    `Value '${value}' for parameter ${node.path} is invalid: expected ${wanted}`,
  );
}
