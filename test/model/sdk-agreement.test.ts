/** Compares the served models with the schemas of the real SDK clients, name by name. */

import { describe, expect, it } from "vitest";
import { type ServiceModel, serviceModel, shapeOf, structureOf } from "../../src/model/shapes.ts";
import { readPublished } from "./generator/published.ts";
import { type Service, serviceNames, sources } from "./generator/services.ts";
import { type SdkSchema, sdkFaults, sdkOperations } from "./sdk-schemas.ts";

const published = new Map(serviceNames.map((name) => [name, readPublished(name)]));

/** Where AWS's published model and the SDK differ for good reason; each line says which. */
const knownDifferences: Readonly<Record<Service, readonly string[]>> = {
  autoscaling: [
    // The SDK fills an idempotency token by itself, so there it need not be given.
    "LaunchInstancesRequest.ClientToken required: model true, SDK false",
  ],
  ec2: [],
  cloudwatch: [],
  elb: [],
  elbv2: [],
  ssm: [],
  events: [],
  sts: [],
};

interface Comparison {
  readonly model: ServiceModel;
  readonly differences: Set<string>;
  readonly seen: Set<string>;
}

function compare(comparison: Comparison, name: string, schema: SdkSchema): void {
  const { model, differences, seen } = comparison;
  if (seen.has(name)) return;
  seen.add(name);
  const shape = shapeOf(model, name);
  if (shape.type === "list" && schema.kind === "list") {
    const xml = schema.item.xml ?? "member";
    if (shape.xml !== xml) differences.add(`${name} items: model ${shape.xml}, SDK ${xml}`);
    compare(comparison, shape.item, schema.item.schema);
    return;
  }
  if (shape.type === "map" && schema.kind === "map") {
    compare(comparison, shape.item, schema.item.schema);
    return;
  }
  if (shape.type === "structure" && schema.kind === "structure") {
    compareMembers(comparison, name, schema);
    return;
  }
  const isNumber = ["integer", "long", "double", "float"].includes(shape.type);
  const kind = isNumber ? "number" : shape.type;
  if (kind !== schema.kind) differences.add(`${name}: model ${kind}, SDK ${schema.kind}`);
}

function compareMembers(
  comparison: Comparison,
  name: string,
  schema: Extract<SdkSchema, { kind: "structure" }>,
): void {
  const { model, differences } = comparison;
  const shape = shapeOf(model, name);
  const ours = shape.type === "structure" ? shape.members : [];
  const theirs = new Map(schema.members.map((member) => [member.name, member]));
  for (const { name: member } of ours) {
    if (!theirs.has(member)) differences.add(`${name}.${member} only in model`);
  }
  for (const [member, sdk] of theirs) {
    const known = ours.find((candidate) => candidate.name === member);
    const path = `${name}.${member}`;
    if (known === undefined) {
      differences.add(`${path} only in SDK`);
      continue;
    }
    const xml = sdk.xml ?? member;
    const isEc2 = model.protocol === "ec2";
    const query = sdk.query ?? (isEc2 ? xml.charAt(0).toUpperCase() + xml.slice(1) : xml);
    const rows = [
      ["required", known.required, sdk.required],
      ["xml", known.xml, xml],
      ["query", known.query, query],
    ];
    for (const [what, model, other] of rows) {
      if (model !== other) differences.add(`${path} ${what}: model ${model}, SDK ${other}`);
    }
    compare(comparison, known.shape, sdk.schema);
  }
  compareOrder(comparison, name, schema);
}

/** Both keep AWS's order, but the SDK puts required members first; newer members stand anywhere. */
function compareOrder(
  { model, differences }: Comparison,
  name: string,
  schema: Extract<SdkSchema, { kind: "structure" }>,
): void {
  const members = published.get(model.service)?.shapes[name]?.members ?? {};
  const shape = structureOf(model, name);
  const firstRequired = new Set(schema.members.filter((m) => m.required).map((m) => m.name));
  const names = shape.members.map((member) => member.name);
  const sorted = [
    ...names.filter((member) => firstRequired.has(member)),
    ...names.filter((member) => !firstRequired.has(member)),
  ];
  const ours = sorted.filter((member) => Object.hasOwn(members, member)).join(" ");
  const theirs = schema.members.map((member) => member.name);
  const sdk = theirs.filter((member) => Object.hasOwn(members, member)).join(" ");
  if (ours !== sdk) differences.add(`${name} order: model ${ours}, SDK ${sdk}`);
}

describe("served models agree with the SDK clients", () => {
  it.each(serviceNames)("%s: operations, members, wire names and required members", (service) => {
    const model = serviceModel(service);
    const comparison = { model, differences: new Set<string>(), seen: new Set<string>() };
    const operations = sdkOperations(sources[service].sdk);
    for (const { name, input, output } of operations) {
      const known = model.operations.get(name);
      if (known === undefined) {
        expect(model.otherOperations, name).toContain(name);
        continue;
      }
      expect([name, known.input === undefined]).toEqual([name, input === undefined]);
      expect([name, known.output === undefined]).toEqual([name, output === undefined]);
      if (known.input && input) compare(comparison, known.input, input);
      if (known.output && output) compare(comparison, known.output, output);
    }
    const names = new Set(operations.map(({ name }) => name));
    expect([...model.operations.keys()].filter((name) => !names.has(name))).toEqual([]);
    expect(comparison.seen.size).toBeGreaterThan(model.shapes.size / 2);
    expect([...comparison.differences].sort()).toEqual([...knownDifferences[service]].sort());
  });

  it("autoscaling: every operation has its shapes", () => {
    expect([...serviceModel("autoscaling").otherOperations]).toEqual([]);
  });

  it.each(serviceNames)("%s: every fault has the SDK's code and status (R-019)", (service) => {
    const faults = sdkFaults(sources[service].sdk);
    const expected = Object.fromEntries(
      faults.map(({ name, code, status }) => [name, { code, status }]),
    );
    expect(Object.fromEntries(serviceModel(service).faults)).toEqual(expected);
  });
});
