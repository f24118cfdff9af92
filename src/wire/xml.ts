/** Writes a typed output, or an error, as XML in its service's protocol. */

import type { ServiceError } from "../model/faults.ts";
import {
  type ListShape,
  type MapShape,
  type ServiceModel,
  type ServiceName,
  type StructureShape,
  serviceModel,
  shapeOf,
} from "../model/shapes.ts";
import { compiledOnce } from "./compiled-once.ts";

type Encode = (value: never) => string;
type EncodeAnswer = (output: unknown) => AroundRequestId;

/** A document in two parts, between which its request id stands. */
interface AroundRequestId {
  readonly before: string;
  readonly after: string;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const answerEncoders = new Map<string, EncodeAnswer>();

/**
 * The success document of an operation (R-008, R-009, G-001, G-002): members in the model's order
 * undefined ones left out, empty lists and structures written.
 */
export function encodeAnswer(
  { service, operation }: { readonly service: ServiceName; readonly operation: string },
  output: unknown,
): AroundRequestId {
  const key = `${service}:${operation}`;
  let encode = answerEncoders.get(key);
  if (encode === undefined) {
    encode = answerEncoder(serviceModel(service), operation);
    answerEncoders.set(key, encode);
  }
  return encode(output);
}

function answerEncoder(model: ServiceModel, name: string): EncodeAnswer {
  const operation = model.operations.get(name);
  if (operation === undefined) throw new Error(`${model.service} has no shapes of ${name}`);
  const { output, resultWrapper } = operation;
  const members = output === undefined ? () => "" : encoderOf(model, output);
  const open = `<${name}Response xmlns="${model.xmlNamespace}">`;
  const close = `</${name}Response>`;
  if (model.protocol === "ec2") {
    const start = `${declaration}${open}<requestId>`;
    // The model defines no output for these, but EC2 confirms them.
    const done = output === undefined ? "<return>true</return>" : "";
    return (value) => ({
      before: start,
      after: `</requestId>${done}${members(value as never)}${close}`,
    });
  }
  const start = resultWrapper ? `${open}<${resultWrapper}>` : open;
  const end = resultWrapper ? `</${resultWrapper}>` : "";
  const after = `</RequestId></ResponseMetadata>${close}`;
  return (value) => ({
    before: `${start}${members(value as never)}${end}<ResponseMetadata><RequestId>`,
    after,
  });
}

/** The error document of a service: Query or EC2, which has no Type (G-132). */
export function encodeError(service: ServiceName, error: ServiceError, requestId: string): string {
  const model = serviceModel(service);
  const code = `<Code>${escaped(error.code)}</Code>`;
  const message = `<Message>${escaped(error.message)}</Message>`;
  if (model.protocol === "ec2") {
    const errors = `<Errors><Error>${code}${message}</Error></Errors>`;
    return `${declaration}<Response>${errors}<RequestID>${requestId}</RequestID></Response>`;
  }
  const type = `<Type>${error.sender ? "Sender" : "Receiver"}</Type>`;
  const open = `<ErrorResponse xmlns="${model.xmlNamespace}">`;
  const body = `<Error>${type}${code}${message}</Error><RequestId>${requestId}</RequestId>`;
  return `${open}${body}</ErrorResponse>`;
}

/** The encoder of a shape. */
const encoderOf: (model: ServiceModel, name: string) => Encode = compiledOnce(compile);

function compile(model: ServiceModel, name: string): Encode {
  const shape = shapeOf(model, name);
  switch (shape.type) {
    case "structure":
      return structureEncoder(model, shape);
    case "list":
      return listEncoder(model, shape);
    case "map":
      return mapEncoder(model, shape);
    case "string":
      return escaped;
    case "timestamp":
      return model.protocol === "ec2" ? timestampWithMilliseconds : timestamp;
    case "boolean":
      return String;
    case "blob":
      throw new Error(`the answers of ${model.service} hold no bytes, but ${name} does`);
    default:
      return number;
  }
}

function structureEncoder(model: ServiceModel, shape: StructureShape): Encode {
  const members = shape.members.map(({ name, xml, shape: inner }) => ({
    name,
    open: `<${xml}>`,
    close: `</${xml}>`,
    encode: encoderOf(model, inner),
  }));
  return (value: Readonly<Record<string, unknown>> | undefined) => {
    if (value === undefined) return "";
    let text = "";
    for (const { name, open, close, encode } of members) {
      const member = value[name];
      if (member === undefined || member === null) continue;
      text += open + encode(member as never) + close;
    }
    return text;
  };
}

function listEncoder(model: ServiceModel, shape: ListShape): Encode {
  const open = `<${shape.xml}>`;
  const close = `</${shape.xml}>`;
  const encode = encoderOf(model, shape.item);
  return (items: readonly unknown[]) => {
    let text = "";
    for (const item of items) text += open + encode(item as never) + close;
    return text;
  };
}

function mapEncoder(model: ServiceModel, shape: MapShape): Encode {
  const encode = encoderOf(model, shape.item);
  return (entries: Readonly<Record<string, unknown>>) => {
    let text = "";
    for (const [key, value] of Object.entries(entries)) {
      const content = encode(value as never);
      text += `<entry><key>${escaped(key)}</key><value>${content}</value></entry>`;
    }
    return text;
  };
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`${value} cannot be sent as a number`);
  return String(value);
}

/** Whole seconds when there is no fraction, else milliseconds; always UTC (R-013, G-012). */
function timestamp(value: Date): string {
  const text = value.toISOString();
  return text.endsWith(".000Z") ? `${text.slice(0, -5)}Z` : text;
}

/** EC2's documented samples carry milliseconds even when they are zero. */
const timestampWithMilliseconds = (value: Date) => value.toISOString();

// XML 1.0 forbids these characters even as references, so a parser would refuse the document; with
// the u flag the surrogates match only when they stand alone.
const forbiddenSet = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ud800-\\udfff\\ufffe\\uffff";
const special = new RegExp(`[&<>"\\r${forbiddenSet}]`, "u");
const forbidden = new RegExp(`[${forbiddenSet}]`, "gu");
const references = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  // A parser turns a plain carriage return into a line feed.
  ["\r", "&#xD;"],
]);

/** Text inside an element; a character that XML cannot carry becomes U+FFFD. */
function escaped(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replace(forbidden, "\ufffd")
    .replace(/[&<>"\r]/g, (character) => references.get(character) ?? character);
}
