/** Whether an answer is what AWS's model says it can be: types, values, lengths, members. */
import { type ServiceName, type Shape, serviceModel, shapeOf } from "../../src/model/shapes.ts";

/** Sentences about members that the model does not allow; none when all is well. */
export function modelComplaints(
  { service, operation }: { readonly service: ServiceName; readonly operation: string },
  output: unknown,
): string[] {
  const model = serviceModel(service);
  const name = model.operations.get(operation)?.output;
  if (name === undefined) return [`${operation} has no output in the model`];
  return check(shapeOf(model, name), output, operation, (inner) => shapeOf(model, inner));
}

type Look = (name: string) => Shape;

function check(shape: Shape, value: unknown, path: string, look: Look): string[] {
  switch (shape.type) {
    case "structure":
      return checkStructure(shape, value, path, look);
    case "list":
      if (!Array.isArray(value)) return [`${path} is no list`];
      return value.flatMap((item, index) =>
        check(look(shape.item), item, `${path}.${index}`, look),
      );
    case "string":
      return checkString(shape, value, path);
    case "boolean":
      return typeof value === "boolean" ? [] : [`${path} is no boolean`];
    case "timestamp": {
      const isTime = value instanceof Date && !Number.isNaN(value.getTime());
      return isTime ? [] : [`${path} is no time`];
    }
    default:
      return checkNumber(shape, value, path);
  }
}

function checkStructure(
  { members }: Extract<Shape, { type: "structure" }>,
  value: unknown,
  path: string,
  look: Look,
): string[] {
  if (typeof value !== "object" || value === null) return [`${path} is no structure`];
  const given = value as Readonly<Record<string, unknown>>;
  const known = new Set(members.map(({ name }) => name));
  const unknown = Object.keys(given).filter((name) => !known.has(name));
  return [
    ...unknown.map((name) => `${path}.${name} is not in the model`),
    ...members.flatMap(({ name, required, shape }) => {
      if (given[name] !== undefined)
        return check(look(shape), given[name], `${path}.${name}`, look);
      return required ? [`${path}.${name} is missing`] : [];
    }),
  ];
}

function checkString(
  shape: Extract<Shape, { type: "string" }>,
  value: unknown,
  path: string,
): string[] {
  if (typeof value !== "string") return [`${path} is no text`];
  const isListed = shape.enum?.includes(value) ?? true;
  const isLong = value.length >= (shape.min ?? 0);
  const isShort = value.length <= (shape.max ?? Number.POSITIVE_INFINITY);
  return isListed && isLong && isShort ? [] : [`${path} cannot be "${value}"`];
}

function checkNumber(
  shape: { readonly type: string; readonly min?: number; readonly max?: number },
  value: unknown,
  path: string,
): string[] {
  if (typeof value !== "number") return [`${path} is no number`];
  const isWhole = Number.isInteger(value) || shape.type === "double" || shape.type === "float";
  const isInRange =
    value >= (shape.min ?? Number.NEGATIVE_INFINITY) &&
    value <= (shape.max ?? Number.POSITIVE_INFINITY);
  return isWhole && isInRange ? [] : [`${path} cannot be ${value}`];
}
