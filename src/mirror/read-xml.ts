/** Turns an XML document of EC2 into a typed output, by AWS's shapes. */
import { XMLParser } from "fast-xml-parser";
import { type ServiceModel, shapeOf } from "../model/shapes.ts";

/** A document that does not match AWS's model; the message names the place. */
export class UnreadableError extends Error {
  override name = "UnreadableError";
}

/** An element: its text, or its children by name; repeated names form a list. */
type Element = string | Children | readonly Element[];
interface Children {
  readonly [name: string]: Element;
}

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  // This includes numeric entities such as &#xD;.
  htmlEntities: true,
});

/** Returns the children of the root element, which must have this name. */
export function childrenOf(text: string, root: string): Children {
  const element = parsed(text)[root];
  if (element === undefined) throw new UnreadableError(`it has no ${root}`);
  return asChildren(element, root);
}

function parsed(text: string): Children {
  try {
    return parser.parse(text, true) as Children;
  } catch (error) {
    throw new UnreadableError(`it is no XML: ${(error as Error).message}`);
  }
}

/** Reads a value of this shape; unknown elements are ignored. */
export function readElement(
  model: ServiceModel,
  name: string,
  { element, path }: { readonly element: Element; readonly path: string },
): unknown {
  const shape = shapeOf(model, name);
  switch (shape.type) {
    case "structure": {
      const children = asChildren(element, path);
      const given = shape.members.filter(({ xml }) => Object.hasOwn(children, xml));
      return Object.fromEntries(
        given.map(({ name: member, xml, shape: inner }) => {
          const place = { element: children[xml] ?? "", path: `${path}/${xml}` };
          return [member, readElement(model, inner, place)];
        }),
      );
    }
    case "list": {
      const items = [asChildren(element, path)[shape.xml] ?? []].flat();
      return items.map((item, nth) =>
        readElement(model, shape.item, { element: item, path: `${path}/${nth + 1}` }),
      );
    }
    case "map":
      throw new UnreadableError(`${path} is a map, which EC2 does not send`);
    case "blob":
      throw new UnreadableError(`${path} is bytes, which EC2 does not send`);
    default:
      return readText(shape.type, asText(element, path), path);
  }
}

type ScalarType = "string" | "boolean" | "timestamp" | "integer" | "long" | "double" | "float";

function readText(type: ScalarType, text: string, path: string): unknown {
  if (type === "string") return text;
  const value = scalarIn(type, text.trim());
  if (value !== undefined) return value;
  throw new UnreadableError(`${path} is "${text.slice(0, 40)}", which is no ${type}`);
}

function scalarIn(type: Exclude<ScalarType, "string">, text: string): unknown {
  if (type === "boolean") return { true: true, false: false }[text];
  if (type === "timestamp") {
    const at = new Date(text);
    return Number.isNaN(at.getTime()) ? undefined : at;
  }
  const number = /^[-+]?\d/.test(text) ? Number(text) : Number.NaN;
  const isWhole = Number.isSafeInteger(number);
  const mayHaveFraction = type === "double" || type === "float";
  return isWhole || (mayHaveFraction && Number.isFinite(number)) ? number : undefined;
}

/** Elements without children are parsed as text, even if they contain line breaks. */
function asChildren(element: Element, path: string): Children {
  if (typeof element === "string") {
    if (element.trim() === "") return {};
    throw new UnreadableError(`${path} holds text in place of elements`);
  }
  if (isList(element)) throw new UnreadableError(`${path} is there more than once`);
  return element;
}

function asText(element: Element, path: string): string {
  if (typeof element === "string") return element;
  throw new UnreadableError(`${path} is no text`);
}

function isList(element: Element): element is readonly Element[] {
  return Array.isArray(element);
}
