/** Says in sentences what in an answer is not as AWS's model publishes it. */
import {
  type ServiceModel,
  type ServiceName,
  type Shape,
  type StringShape,
  type StructureShape,
  serviceModel,
  shapeOf,
  structureOf,
} from "../../../src/model/shapes.ts";

interface Place {
  readonly model: ServiceModel;
  readonly path: string;
}

/** Unknown members, wrong types, values outside an enumeration, missing required members. */
export function complaintsAboutAnswer(
  service: ServiceName,
  operation: string,
  answer: unknown,
): string[] {
  const model = serviceModel(service);
  const name = model.operations.get(operation)?.output;
  const place = { model, path: operation };
  if (name !== undefined) return ofStructure(place, structureOf(model, name), answer);
  const members = Object.keys((answer as object | undefined) ?? {});
  return members.map((member) => `${operation}.${member} is in no model`);
}

function complaints(place: Place, shape: Shape, value: unknown): string[] {
  switch (shape.type) {
    case "structure":
      return ofStructure(place, shape, value);
    case "list":
      return ofList(place, shapeOf(place.model, shape.item), value);
    case "map":
      return typeof value === "object" ? [] : [`${place.path} is no map`];
    case "string":
      return ofText(place, shape, value);
    case "boolean":
      return typeof value === "boolean" ? [] : [`${place.path} is no boolean`];
    case "timestamp":
      return isTime(value) ? [] : [`${place.path} is no time`];
    default:
      return ofNumber(place, shape.type, value);
  }
}

function ofStructure({ model, path }: Place, shape: StructureShape, value: unknown): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [`${path} is no structure`];
  }
  const known = new Map(shape.members.map((member) => [member.name, member]));
  const given = Object.entries(value).filter(([, member]) => member !== undefined);
  const names = new Set(given.map(([name]) => name));
  const missing = shape.members.filter(({ name, required }) => required && !names.has(name));
  return [
    ...missing
      .filter(({ name }) => !leftOutByAws(path, name))
      .map(({ name }) => `${path}.${name} is required and missing`),
    ...given.flatMap(([name, member]) => {
      const modelled = known.get(name);
      if (modelled === undefined) return [`${path}.${name} is in no model`];
      return complaints({ model, path: `${path}.${name}` }, shapeOf(model, modelled.shape), member);
    }),
  ];
}

function ofList({ model, path }: Place, item: Shape, value: unknown): string[] {
  if (!Array.isArray(value)) return [`${path} is no list`];
  return value.flatMap((one, at) => complaints({ model, path: `${path}[${at}]` }, item, one));
}

function ofText({ path }: Place, shape: StringShape, value: unknown): string[] {
  if (typeof value !== "string") return [`${path} is no text`];
  const isKnown = shape.enum?.includes(value) ?? true;
  return isKnown || unmodelled.test(path) ? [] : [`${path} is ${value}, no value of AWS's`];
}

/** EC2 itself says `available` and `windows` there, which its enumerations lack. */
const unmodelled =
  /(\.InternetGateways\[\d+\]\.Attachments\[\d+\]\.State|\.Images\[\d+\]\.Platform)$/;

function ofNumber({ path }: Place, type: string, value: unknown): string[] {
  if (typeof value !== "number" || !Number.isFinite(value)) return [`${path} is no number`];
  const isWhole = type === "integer" || type === "long";
  return isWhole && !Number.isInteger(value) ? [`${path} is no whole number`] : [];
}

function isTime(value: unknown): boolean {
  return value instanceof Date && !Number.isNaN(value.getTime());
}

/** AWS's own answers lack this member, which its model requires (G-320). */
function leftOutByAws(path: string, member: string): boolean {
  return path.startsWith("DescribeWarmPool.Instances[") && member === "ProtectedFromScaleIn";
}
