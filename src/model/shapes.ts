/** Loads AWS's published models: operations, shapes, constraints and faults. */

import { readFileSync } from "node:fs";

/** The emulated services; each has a file in generated/. */
export const serviceNames = [
  "autoscaling",
  "ec2",
  "cloudwatch",
  "elbv2",
  "elb",
  "ssm",
  "events",
  "sts",
] as const;

export type ServiceName = (typeof serviceNames)[number];

/** One member of a structure, with its names in a request (`query`) and in an answer (`xml`). */
export interface Member {
  readonly name: string;
  readonly shape: string;
  readonly required: boolean;
  readonly query: string;
  readonly xml: string;
}

export interface StructureShape {
  readonly type: "structure";
  /** In the order of AWS's model, which answers follow. */
  readonly members: readonly Member[];
}

export interface ListShape {
  readonly type: "list";
  readonly item: string;
  /** The element name of one item in an answer, and in a request of the query protocol. */
  readonly xml: string;
  readonly min?: number;
  readonly max?: number;
}

/** A map from texts to values of one shape. */
export interface MapShape {
  readonly type: "map";
  readonly key: string;
  readonly item: string;
  readonly min?: number;
  readonly max?: number;
}

export interface StringShape {
  readonly type: "string";
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

export interface NumberShape {
  readonly type: "integer" | "long" | "double" | "float";
  readonly min?: number;
  readonly max?: number;
}

interface PlainShape {
  /** A blob is bytes, which are base64 on the wire. */
  readonly type: "boolean" | "timestamp" | "blob";
}

export type Shape = StructureShape | ListShape | MapShape | StringShape | NumberShape | PlainShape;

export interface Operation {
  readonly name: string;
  /** Names of structure shapes; undefined when AWS models none. */
  readonly input: string | undefined;
  readonly output: string | undefined;
  /** The element around the output in the query protocol; undefined without output in the model. */
  readonly resultWrapper: string | undefined;
  /** Names of the faults that AWS lists for the operation. */
  readonly errors: readonly string[];
}

export interface FaultShape {
  readonly code: string;
  readonly status: number;
}

export interface ServiceModel {
  readonly service: ServiceName;
  readonly serviceId: string;
  readonly apiVersion: string;
  /** The service's oldest protocol, which determines the wording of refusals. */
  readonly protocol: "query" | "ec2" | "json";
  /** The service's name in `X-Amz-Target` and in RPC v2's path, if it supports those. */
  readonly targetPrefix?: string;
  /** Whether errors in other protocols also carry the query protocol's code. */
  readonly isQueryCompatible?: true;
  readonly xmlNamespace: string;
  readonly signingName: string;
  readonly sources: readonly string[];
  readonly operations: ReadonlyMap<string, Operation>;
  /** Operations of AWS's service without shapes here: known, but not emulated. */
  readonly otherOperations: ReadonlySet<string>;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly faults: ReadonlyMap<string, FaultShape>;
}

type Row = Readonly<Record<string, unknown>>;

/** The model's JSON form: names are keys, and wire names equal to the member's name are omitted. */
interface GeneratedModel extends Omit<ServiceModel, "operations" | "otherOperations" | "shapes"> {
  readonly operations: Readonly<Record<string, Omit<Operation, "name">>>;
  readonly otherOperations: readonly string[];
  readonly shapes: Readonly<Record<string, Row>>;
}

const loaded = new Map<ServiceName, ServiceModel>();
const texts = new Map<ServiceName, string>();

/** Reads the files of all models, so that no call can fail later for want of a file handle. */
export function readModelFiles(): void {
  for (const service of serviceNames) {
    if (!loaded.has(service) && !texts.has(service)) texts.set(service, textOf(service));
  }
}

/** The model of a service; its text is understood at the first call, which takes milliseconds. */
export function serviceModel(service: ServiceName): ServiceModel {
  const known = loaded.get(service);
  if (known) return known;
  const model = readModel(service);
  loaded.set(service, model);
  return model;
}

/** The shape with this name; an unknown name is a bug. */
export function shapeOf(model: ServiceModel, name: string): Shape {
  const shape = model.shapes.get(name);
  if (shape === undefined) throw new Error(`shape ${name} is not in the model of ${model.service}`);
  return shape;
}

/** Like shapeOf, for the input or output of an operation, which is always a structure. */
export function structureOf(model: ServiceModel, name: string): StructureShape {
  const shape = shapeOf(model, name);
  if (shape.type !== "structure") throw new Error(`shape ${name} is no structure`);
  return shape;
}

function textOf(service: ServiceName): string {
  return readFileSync(new URL(`./generated/${service}.json`, import.meta.url), "utf8");
}

function readModel(service: ServiceName): ServiceModel {
  const json = JSON.parse(texts.get(service) ?? textOf(service)) as GeneratedModel;
  texts.delete(service);
  const operations = Object.entries(json.operations).map(([name, row]): [string, Operation] => [
    name,
    {
      name,
      input: row.input,
      output: row.output,
      resultWrapper: row.resultWrapper,
      errors: row.errors,
    },
  ]);
  return {
    ...json,
    operations: new Map(operations),
    otherOperations: new Set(json.otherOperations),
    shapes: new Map(Object.entries(json.shapes).map(([name, row]) => [name, readShape(row)])),
    faults: new Map(Object.entries(json.faults)),
  };
}

function readShape(row: Row): Shape {
  if (row.type === "structure") {
    const members = Object.entries(row.members as Readonly<Record<string, Partial<Member>>>);
    return {
      type: "structure",
      members: members.map(([name, member]) => ({
        name,
        shape: member.shape ?? "",
        required: member.required ?? false,
        query: member.query ?? name,
        xml: member.xml ?? name,
      })),
    };
  }
  if (row.type === "list") return { xml: "member", ...row } as unknown as ListShape;
  return row as unknown as Shape;
}
