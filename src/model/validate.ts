/** Validates a typed input against AWS's model, with AWS's own sentences. */

import { z } from "zod";
import { bounds, type Constraint, constraintsOf } from "./constraints.ts";
import { constraintErrors, ec2Error, ServiceError } from "./faults.ts";
import { malformedName } from "./malformed-names.ts";
import {
  type ListShape,
  type MapShape,
  type Member,
  type Operation,
  type ServiceModel,
  type ServiceName,
  type Shape,
  type StructureShape,
  serviceModel,
  shapeOf,
  structureOf,
} from "./shapes.ts";

const notNull = "Member must not be null";

type Validator = (input: unknown) => void;
const validators = new Map<string, Validator>();

/**
 * Throws one ServiceError that names every failure of the input (R-025 to R-030, G-006, G-007); EC2
 * names only the first. Text for a number never arrives here: decoding refuses it (R-031).
 */
export function validate(service: ServiceName, operation: string, input: unknown): void {
  const key = `${service}:${operation}`;
  let validator = validators.get(key);
  if (validator === undefined) {
    validator = buildValidator(serviceModel(service), operation);
    validators.set(key, validator);
  }
  validator(input);
}

function buildValidator(model: ServiceModel, name: string): Validator {
  const operation: Operation | undefined = model.operations.get(name);
  if (operation === undefined) throw new Error(`${model.service} has no operation ${name}`);
  if (operation.input === undefined) return () => undefined;
  const root = structureOf(model, operation.input);
  const schema = structureSchema(model, root);
  const describe = describers[model.protocol];
  return (input) => {
    const result = schema.safeParse(input, { reportInput: true });
    if (!result.success) throw describe(result.error.issues, { model, root });
  };
}

/** A zod schema of a structure; absent members pass unless required. */
function structureSchema(model: ServiceModel, shape: StructureShape): z.ZodType {
  const fields = shape.members.map((member): [string, z.ZodType] => {
    const schema = z.lazy(() => memberSchema(model, member));
    return [member.name, isChecked(model, member) ? schema : schema.optional()];
  });
  return z.object(Object.fromEntries(fields), { error: notNull });
}

/**
 * Whether a missing member is reported here. EC2 cannot tell an empty structure from a missing one
 * and has a message per operation for both (G-140), so the operation checks required structures.
 */
function isChecked(model: ServiceModel, member: Member): boolean {
  const isEc2Structure =
    model.protocol === "ec2" && shapeOf(model, member.shape).type === "structure";
  return member.required && !isEc2Structure;
}

function memberSchema(model: ServiceModel, { shape: name }: Member): z.ZodType {
  return shapeSchema(model, name, shapeOf(model, name));
}

function shapeSchema(model: ServiceModel, name: string, shape: Shape): z.ZodType {
  switch (shape.type) {
    case "structure":
      return structureSchema(model, shape);
    case "list":
      return listSchema(model, shape);
    case "map":
      return mapSchema(model, shape);
    case "string":
      return stringSchema(constraintsOf(model, name, shape));
    case "boolean":
      return z.boolean({ error: notNull });
    case "timestamp":
      return z.date({ error: notNull });
    case "blob":
      return z.instanceof(Uint8Array, { error: notNull });
    default:
      return numberSchema(constraintsOf(model, name, shape));
  }
}

const stringSchema = (constraints: readonly Constraint[]) =>
  constrained(z.string({ error: notNull }), constraints);

const numberSchema = (constraints: readonly Constraint[]) =>
  constrained(z.number({ error: notNull }), constraints);

/** Tries every constraint, so that one answer names all failures (R-025). */
function constrained(schema: z.ZodType, constraints: readonly Constraint[]): z.ZodType {
  return constraints.reduce<z.ZodType>(
    (built, { holds, sentence }) => built.refine(holds as (value: unknown) => boolean, sentence),
    schema,
  );
}

/** Structure items report failures by their members, scalar items on the list (R-030). */
function listSchema(model: ServiceModel, shape: ListShape): z.ZodType {
  const item = shapeOf(model, shape.item);
  const isNested = item.type === "structure" || item.type === "list";
  const items = isNested ? z.lazy(() => shapeSchema(model, shape.item, item)) : z.unknown();
  const list = z.array(items, { error: notNull });
  const sized = constrained(
    list,
    bounds<unknown[]>(shape, "length", (value) => value.length),
  );
  const each = isNested ? [] : constraintsOf(model, shape.item, item);
  if (each.length === 0) return sized;
  const holds = (values: never) =>
    (values as unknown[]).every((value) => each.every((test) => test.holds(value as never)));
  const sentences = each.map(({ sentence }) => sentence).join(", ");
  const sentence = `Member must satisfy constraint: [${sentences}]`;
  return constrained(sized, [{ holds, sentence }]);
}

function mapSchema(model: ServiceModel, shape: MapShape): z.ZodType {
  const value = z.lazy(() => shapeSchema(model, shape.item, shapeOf(model, shape.item)));
  const map = z.record(z.string(), value, { error: notNull });
  const size = (entries: object) => Object.keys(entries).length;
  return constrained(map, bounds<object>(shape, "length", size));
}

interface Root {
  readonly model: ServiceModel;
  readonly root: StructureShape;
}

type Issue = z.core.$ZodIssue;

const describers = { query: describeQuery, ec2: describeEc2, json: describeJson } as const;

/** `2 validation errors detected: Value '' at 'preferences.x' failed to satisfy constraint: …` */
function describeQuery(issues: readonly Issue[]): ServiceError {
  const items = issues.map((issue) => {
    const value = issue.input === undefined ? "null" : `'${printed(issue.input)}'`;
    return { path: queryPath(issue.path), value, constraint: issue.message };
  });
  return constraintErrors(items);
}

/**
 * The path from the request's root in lower camel case; a list's item is `tags.1.member` (R-026).
 */
function queryPath(path: readonly PropertyKey[]): string {
  const segments = path.map((segment) =>
    typeof segment === "number"
      ? `${segment + 1}.member`
      : String(segment).charAt(0).toLowerCase() + String(segment).slice(1),
  );
  return segments.join(".");
}

/** A value as AWS's own server prints it: lists in brackets, structures as Java prints a map. */
function printed(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printed).join(", ")}]`;
  if (value instanceof Date) return value.toISOString();
  if (value === null || typeof value !== "object") return String(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${name}=${printed(member)}`).join(", ")}}`;
}

/** The same sentence, with the shape's name as code instead of the query protocol's. */
function describeJson(issues: readonly Issue[]): ServiceError {
  return new ServiceError("ValidationException", describeQuery(issues).message);
}

/** EC2 answers only the first failure and names the parameter as on the wire. */
function describeEc2(issues: readonly Issue[], { model, root }: Root): ServiceError {
  const [issue] = issues;
  if (issue === undefined) throw new Error("a failed validation has an issue");
  const { parameter, shape } = ec2Place(model, root, issue.path);
  if (issue.input === undefined) {
    // Seen for TerminateInstances (gruntwork-io/cloud-nuke#731); its siblings have the same shape.
    if (shape === "InstanceIdStringList") {
      return ec2Error("InvalidParameterCombination", "No instances specified");
    }
    const message = `The request must contain the parameter ${parameter}`;
    return ec2Error("MissingParameter", message);
  }
  const malformed = malformedName(shape);
  if (malformed !== undefined) return malformed;
  const expected = issue.message.replace("Member must have", "Expecting a");
  const value = `Value ( ${printed(issue.input)} ) for parameter ${parameter} is invalid.`;
  return ec2Error("InvalidParameterValue", `${value} ${expected}.`);
}

/** The wire parameter for a path, and the name of its shape. */
function ec2Place(model: ServiceModel, root: StructureShape, path: readonly PropertyKey[]) {
  let shape: Shape = root;
  let name = "";
  const segments = path.map((segment) => {
    if (shape.type === "list") {
      name = shape.item;
      shape = shapeOf(model, name);
      return String(Number(segment) + 1);
    }
    const members: readonly Member[] = shape.type === "structure" ? shape.members : [];
    const member = members.find(({ name }) => name === segment);
    if (member === undefined) return String(segment);
    name = member.shape;
    shape = shapeOf(model, name);
    return member.query;
  });
  return { parameter: segments.join("."), shape: name };
}
