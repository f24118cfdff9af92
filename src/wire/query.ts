/**
 * Turns a form body into a typed input: parameters, then a tree of segments, then values by shape.
 */

import { ServiceError } from "../model/faults.ts";
import {
  type ListShape,
  type MapShape,
  type ServiceModel,
  type ServiceName,
  type StructureShape,
  serviceModel,
  shapeOf,
  structureOf,
} from "../model/shapes.ts";
import { compiledOnce } from "./compiled-once.ts";
import {
  booleanOf,
  bytesOf,
  malformed,
  type Node,
  numberOf,
  scalarText,
  timestampOf,
} from "./query-scalars.ts";

/** Decoded names and values of a request; the first of repeated names counts. */
export type Parameters = ReadonlyMap<string, string>;

const maxParameters = 10_000;
const maxSegments = 24;
const maxIndexDigits = 9;

/**
 * Splits `Action=…&Version=…` and decodes it (UTF-8, `+` is a space). Throws `MalformedQueryString`
 * 400 for broken encoding and for more than 10,000 parameters.
 */
export function parseParameters(text: string): Parameters {
  const parameters = new Map<string, string>();
  if (text === "") return parameters;
  const pairs = text.split("&", maxParameters + 1);
  if (pairs.length > maxParameters) {
    throw new ServiceError("MalformedQueryString", "The request has too many parameters.");
  }
  for (const pair of pairs) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const name = percentDecoded(at < 0 ? pair : pair.slice(0, at));
    if (parameters.has(name)) continue;
    parameters.set(name, at < 0 ? "" : percentDecoded(pair.slice(at + 1)));
  }
  return parameters;
}

function percentDecoded(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw new ServiceError("MalformedQueryString", "The query string contains a syntax error.");
  }
}

type Decode = (node: Node) => unknown;

const inputDecoders = new Map<string, (parameters: Parameters) => unknown>();

/**
 * The input of an operation as the SDK types it, from its parameters. Parameters
 * that the model does not know are ignored. Throws `MalformedInput` 400 for text that is no
 * value of its member, in EC2 `InvalidParameterValue`.
 */
export function decodeInput(
  service: ServiceName,
  operation: string,
  parameters: Parameters,
): unknown {
  const key = `${service}:${operation}`;
  let decode = inputDecoders.get(key);
  if (decode === undefined) {
    decode = inputDecoder(serviceModel(service), operation);
    inputDecoders.set(key, decode);
  }
  return decode(parameters);
}

function inputDecoder(model: ServiceModel, operation: string): (parameters: Parameters) => unknown {
  const input = model.operations.get(operation)?.input;
  if (input === undefined) return () => ({});
  const known = new Set(structureOf(model, input).members.map(({ query }) => query));
  const decode = decoderOf(model, input);
  return (parameters) => decode(segmentTree(model, parameters, known));
}

/** Builds the tree of the parameters whose first segment is a member of the input. */
function segmentTree(
  model: ServiceModel,
  parameters: Parameters,
  known: ReadonlySet<string>,
): Node {
  const root: Node = { path: "", text: undefined, children: new Map() };
  for (const [name, value] of parameters) {
    const dot = name.indexOf(".");
    if (!known.has(dot < 0 ? name : name.slice(0, dot))) continue;
    const segments = dot < 0 ? [name] : name.split(".", maxSegments + 1);
    if (segments.length > maxSegments) throw malformed(model, "A parameter is nested too deep");
    let node = root;
    for (const segment of segments) node = childOf(node, segment);
    node.text = value;
  }
  return root;
}

function childOf(node: Node, segment: string): Node {
  node.children ??= new Map();
  const known = node.children.get(segment);
  if (known) return known;
  const path = node.path === "" ? segment : `${node.path}.${segment}`;
  const child: Node = { path, text: undefined, children: undefined };
  node.children.set(segment, child);
  return child;
}

/** The decoder of a shape. */
const decoderOf: (model: ServiceModel, name: string) => Decode = compiledOnce(compile);

function compile(model: ServiceModel, name: string): Decode {
  const shape = shapeOf(model, name);
  switch (shape.type) {
    case "structure":
      return structureDecoder(model, shape);
    case "list":
      return listDecoder(model, shape);
    case "map":
      return mapDecoder(model, shape);
    case "string":
      return (node) => scalarText(model, node);
    case "boolean":
      return (node) => booleanOf(model, node);
    case "timestamp":
      return (node) => timestampOf(model, node);
    case "blob":
      return (node) => bytesOf(model, node);
    default:
      return (node) => numberOf(model, node, shape);
  }
}

/** `Preferences=` is an empty structure; other text where members belong is refused. */
function structureDecoder(model: ServiceModel, shape: StructureShape): Decode {
  const members = new Map(
    shape.members.map(({ name, query, shape: inner }) => [
      query,
      { name, decode: decoderOf(model, inner) },
    ]),
  );
  return (node) => {
    if (node.text) throw malformed(model, "Unexpected complex element termination");
    const value: Record<string, unknown> = {};
    for (const [segment, child] of node.children ?? []) {
      const member = members.get(segment);
      if (member) value[member.name] = member.decode(child);
    }
    return value;
  };
}

/** `List=` is an empty list; items are sorted by number and gaps are tolerated. */
function listDecoder(model: ServiceModel, shape: ListShape): Decode {
  const item = decoderOf(model, shape.item);
  const isFlattened = model.protocol === "ec2";
  return (node) => {
    if (node.text) throw malformed(model, "Unexpected list element termination");
    if (node.children === undefined) return [];
    const items = isFlattened
      ? node.children
      : (node.children.get(shape.xml) ?? node.children.get("member"))?.children;
    if (items === undefined) throw malformed(model, "Unexpected list element termination");
    const numbered = [...items].map(([index, child]) => ({ at: indexOf(model, index), child }));
    return numbered.sort((a, b) => a.at - b.at).map(({ child }) => item(child));
  };
}

/** `Map.entry.1.key=a` with `Map.entry.1.value=b`; the last of repeated keys counts. */
function mapDecoder(model: ServiceModel, shape: MapShape): Decode {
  const item = decoderOf(model, shape.item);
  return (node) => {
    if (node.text) throw malformed(model, "Unexpected complex element termination");
    const entries = [...(node.children?.get("entry")?.children ?? [])].map(([index, entry]) => {
      const [key, value] = [entry.children?.get("key"), entry.children?.get("value")];
      const isEntry = key !== undefined && value !== undefined;
      if (!isEntry) throw malformed(model, "Unexpected complex element termination");
      return { at: indexOf(model, index), key: scalarText(model, key), value: item(value) };
    });
    const sorted = entries.sort((a, b) => a.at - b.at);
    return Object.fromEntries(sorted.map(({ key, value }) => [key, value]));
  };
}

function indexOf(model: ServiceModel, text: string): number {
  const isIndex = text.length <= maxIndexDigits && /^\d+$/.test(text);
  if (!isIndex) throw malformed(model, "Unexpected list element termination");
  return Number(text);
}
