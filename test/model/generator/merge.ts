/** Merges AWS's published model with the SDK's newer schemas into the model that is served. */

import { wholePattern } from "../../../src/model/constraints.ts";
import type { SdkMember, SdkSchema } from "../sdk-schemas.ts";
import { sdkEnum, sdkFaults, sdkOperations } from "../sdk-schemas.ts";
import type { PublishedModel, PublishedShape } from "./published.ts";
import { readPublished } from "./published.ts";
import { type Service, type Source, sdkVersion, servedOperations, sources } from "./services.ts";

type Json = Record<string, unknown>;

interface Merge {
  readonly service: Service;
  readonly source: Source;
  readonly published: PublishedModel;
  readonly shapes: Map<string, Json>;
}

/** What of a published shape is carried over; an unknown constraint stops the generator. */
const carried: Readonly<Record<string, readonly string[]>> = {
  structure: [],
  list: ["min", "max"],
  map: ["min", "max"],
  string: ["enum", "min", "max", "pattern"],
  integer: ["min", "max"],
  long: ["min", "max"],
  double: ["min", "max"],
  float: ["min", "max"],
  boolean: [],
  timestamp: [],
  blob: [],
};
const structural = new Set([
  "type",
  "members",
  "required",
  "member",
  "key",
  "value",
  "locationName",
]);

/** Enumerations that only the SDK's type declarations tie to a member. */
const sdkOnlyEnums = new Map([["TargetCapacityTypes.item", "TargetCapacityType"]]);

/** The published constraints of a shape, with the enum values that only the SDK knows appended. */
function constraints(merge: Merge, name: string, shape: PublishedShape): Json {
  const known = carried[shape.type];
  if (known === undefined) throw new Error(`shape ${name} has unknown type ${shape.type}`);
  const kept: Json = { type: shape.type };
  for (const [key, value] of Object.entries(shape)) {
    if (structural.has(key)) continue;
    if (!known.includes(key)) throw new Error(`shape ${name} has unknown constraint ${key}`);
    if (key === "pattern") wholePattern(String(value));
    kept[key] = value;
  }
  if (Array.isArray(shape.enum)) {
    kept.enum = [...new Set([...shape.enum, ...sdkEnum(merge.source.sdk, name)])];
  }
  return kept;
}

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** Wire names of a member, each only where it differs from the member's own name. */
function wireNames(merge: Merge, member: { name: string; query?: string; xml?: string }): Json {
  const isEc2 = merge.published.metadata.protocol === "ec2";
  const xml = member.xml ?? member.name;
  const query = member.query ?? (isEc2 ? capitalised(xml) : xml);
  return {
    ...(query === member.name ? {} : { query }),
    ...(xml === member.name ? {} : { xml }),
  };
}

/** Adds a shape that only the SDK knows; it has no constraints but its kind. Returns its name. */
function addSdkShape(merge: Merge, schema: SdkSchema, path: string): string {
  if (schema.kind === "structure") return addStructure(merge, schema.name, schema);
  if (schema.kind === "list") {
    const name = schema.name || path;
    if (merge.published.shapes[name]) return addShape(merge, name, schema);
    if (merge.shapes.has(name)) return name;
    const list: Json = { type: "list" };
    merge.shapes.set(name, list);
    list.item = addSdkShape(merge, schema.item.schema, `${path}.item`);
    if (schema.item.xml) list.xml = schema.item.xml;
    return name;
  }
  const enumName = sdkOnlyEnums.get(path);
  const type = schema.kind === "number" ? "integer" : schema.kind;
  const name = enumName ?? `Plain${capitalised(type)}`;
  const values = enumName ? { enum: sdkEnum(merge.source.sdk, enumName) } : {};
  merge.shapes.set(name, { type, ...values });
  return name;
}

/** Adds a published shape and all it refers to, walking the SDK's schema beside it. */
function addShape(merge: Merge, name: string, schema: SdkSchema | undefined): string {
  const published = merge.published.shapes[name];
  if (published === undefined) throw new Error(`shape ${name} is not in the published model`);
  if (published.type === "structure") return addStructure(merge, name, schema);
  if (merge.shapes.has(name)) return name;
  const shape = constraints(merge, name, published);
  merge.shapes.set(name, shape);
  if (published.type === "list" && published.member) {
    const itemSchema = schema?.kind === "list" ? schema.item.schema : undefined;
    shape.item = addShape(merge, published.member.shape, itemSchema);
    const { locationName } = published.member;
    if (locationName && locationName !== "member") shape.xml = locationName;
  }
  if (published.type === "map" && published.key && published.value) {
    const valueSchema = schema?.kind === "map" ? schema.item.schema : undefined;
    shape.key = addShape(merge, published.key.shape, undefined);
    shape.item = addShape(merge, published.value.shape, valueSchema);
  }
  return name;
}

/** The published members in their order, then the SDK's own; the SDK is newer on `required`. */
function addStructure(merge: Merge, name: string, schema: SdkSchema | undefined): string {
  if (merge.shapes.has(name)) return name;
  const members: Record<string, Json> = {};
  merge.shapes.set(name, { type: "structure", members });
  const published = merge.published.shapes[name];
  if (published) constraints(merge, name, published);
  const newer: readonly SdkMember[] = schema?.kind === "structure" ? schema.members : [];
  for (const [member, reference] of Object.entries(published?.members ?? {})) {
    const known = newer.find((candidate) => candidate.name === member);
    const listed = published?.required?.includes(member) ?? false;
    const required = known && !reference.idempotencyToken ? known.required : listed;
    members[member] = {
      shape: addShape(merge, reference.shape, known?.schema),
      ...(required ? { required } : {}),
      ...wireNames(merge, {
        name: member,
        ...(reference.queryName ? { query: reference.queryName } : {}),
        ...(reference.locationName ? { xml: reference.locationName } : {}),
      }),
    };
  }
  for (const member of newer) {
    if (Object.hasOwn(members, member.name)) continue;
    members[member.name] = {
      shape: addSdkShape(merge, member.schema, member.name),
      ...(member.required ? { required: true } : {}),
      ...wireNames(merge, {
        name: member.name,
        ...(member.query ? { query: member.query } : {}),
        ...(member.xml ? { xml: member.xml } : {}),
      }),
    };
  }
  return name;
}

/** One row an operation; an operation that only the SDK knows has no faults listed. */
function mergeOperations(merge: Merge): Json {
  const isQuery = protocolsOf(merge.published.metadata).protocol === "query";
  const wanted = servedOperations(merge.service);
  const operations = sdkOperations(merge.source.sdk)
    .filter(({ name }) => wanted.includes(name))
    .map(({ name, input, output }): [string, Json] => {
      const known = merge.published.operations[name];
      const add = (published: { shape: string } | undefined, schema: SdkSchema | undefined) => {
        if (published) return addShape(merge, published.shape, schema);
        return schema && addSdkShape(merge, schema, name);
      };
      const result = add(known?.output, output);
      const wrapper = known?.output?.resultWrapper ?? `${name}Result`;
      const row: Json = {
        input: add(known?.input, input),
        output: result,
        resultWrapper: isQuery && result ? wrapper : undefined,
        errors: (known?.errors ?? []).map(({ shape }) => shape),
      };
      return [name, row];
    });
  return Object.fromEntries(operations.sort(byName));
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
  a < b ? -1 : 1;

/** Code and status of every fault; both sources must agree where both know one. */
function mergeFaults(merge: Merge): Json {
  const faults = new Map<string, Json>();
  for (const { name, code, status } of sdkFaults(merge.source.sdk)) {
    faults.set(name, { code, status });
  }
  for (const [name, shape] of Object.entries(merge.published.shapes)) {
    if (!shape.error) continue;
    const row = { code: shape.error.code ?? name, status: shape.error.httpStatusCode };
    const newer = faults.get(name);
    if (newer && JSON.stringify(newer) !== JSON.stringify(row)) {
      throw new Error(`the sources disagree on fault ${name}`);
    }
    faults.set(name, row);
  }
  return Object.fromEntries([...faults].sort(byName));
}

/** The words of an error are those of the oldest protocol; newer ones name the service anew. */
function protocolsOf({ protocol, protocols, ...metadata }: PublishedModel["metadata"]): Json {
  const isQuery = (protocols as readonly string[]).includes("query");
  const { targetPrefix, awsQueryCompatible } = metadata;
  return {
    protocol: isQuery ? "query" : protocol,
    ...(targetPrefix === undefined ? {} : { targetPrefix }),
    ...(awsQueryCompatible === undefined ? {} : { isQueryCompatible: true }),
  };
}

/** The whole compact model of a service, in the form of src/model/generated. */
export function mergeModel(service: Service, published = readPublished(service)): Json {
  const source: Source = sources[service];
  const merge: Merge = { service, source, published, shapes: new Map() };
  const operations = mergeOperations(merge);
  const everyName = [
    ...published.otherOperations,
    ...sdkOperations(source.sdk).map(({ name }) => name),
  ];
  const others = new Set(everyName.filter((name) => !Object.hasOwn(operations, name)));
  return {
    generated: "By npm run generate, which rewrites it: edit nothing here.",
    sources: [published.source, `${source.sdkPackage} ${sdkVersion(service)}`],
    service,
    serviceId: published.metadata.serviceId,
    apiVersion: published.metadata.apiVersion,
    ...protocolsOf(published.metadata),
    xmlNamespace: source.xmlNamespace ?? published.metadata.xmlNamespace,
    signingName: source.signingName,
    operations,
    otherOperations: [...others].sort(),
    shapes: Object.fromEntries([...merge.shapes].sort(byName)),
    faults: mergeFaults(merge),
  };
}
