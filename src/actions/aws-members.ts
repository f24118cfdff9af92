/** Checks that members in AWS's own form in a stored world have the types of AWS's model. */
import type { AutoScalingGroup } from "../domain/group.ts";
import type { LaunchSource } from "../domain/launch-source.ts";
import type { Region } from "../domain/world.ts";
import { type ServiceName, type Shape, serviceModel, shapeOf } from "../model/shapes.ts";

/** A member stored in AWS's form: its place, and its shape in a service's model. */
interface Kept {
  readonly place: string;
  readonly service: ServiceName;
  readonly shape: string;
  readonly members: unknown;
}

/** Describes the first member with a wrong type as "place: expected …", if any. */
export function problemInMembers(regions: Iterable<Region>): string | undefined {
  for (const region of regions) {
    for (const { place, service, shape, members } of keptIn(region)) {
      const problem = problemIn({ service, shape, value: members });
      if (problem !== undefined) return `region ${region.name}, ${place}${problem}`;
    }
  }
  return undefined;
}

function* keptIn(region: Region): Generator<Kept> {
  for (const [name, group] of region.groups) yield* keptInGroup(`groups${named(name)}`, group);
  yield* keptInEc2(region);
  yield* keptInBalancing(region);
  for (const [name, { definition }] of region.alarms) {
    const shape = definition.kind === "metric" ? "MetricAlarm" : "CompositeAlarm";
    const place = `alarms${named(name)}.definition.stored`;
    yield { place, service: "cloudwatch", shape, members: definition.stored };
  }
  for (const [name, { targets }] of region.eventRules) {
    for (const { id, members } of targets) {
      const place = `eventRules${named(name)}.targets${named(id)}.members`;
      yield { place, service: "events", shape: "Target", members };
    }
  }
  for (const [name, { settings: members }] of region.launchConfigurations) {
    const place = `launchConfigurations${named(name)}.settings`;
    yield { place, service: "autoscaling", shape: "LaunchConfiguration", members };
  }
  for (const [key, { answer: members }] of region.launchTokens) {
    const place = `launchTokens${named(key)}.answer`;
    yield { place, service: "autoscaling", shape: "LaunchInstancesResult", members };
  }
}

function* keptInGroup(place: string, group: AutoScalingGroup): Generator<Kept> {
  const ofGroups = { service: "autoscaling" } as const;
  const { stored: members, scalingPolicies, refreshes } = group;
  yield { ...ofGroups, place: `${place}.stored`, shape: "AutoScalingGroup", members };
  yield* keptInSource(`${place}.launchSource`, group.launchSource);
  for (const [nth, { desiredConfiguration }] of refreshes.entries()) {
    yield* keptInSource(`${place}.refreshes[${nth}].desiredConfiguration`, desiredConfiguration);
  }
  for (const [name, { targetTracking, predictive }] of scalingPolicies) {
    const policy = `${place}.scalingPolicies${named(name)}`;
    const [tracked, predicted] = ["TargetTrackingConfiguration", "PredictiveScalingConfiguration"];
    yield* given(targetTracking, {
      ...ofGroups,
      place: `${policy}.targetTracking`,
      shape: tracked,
    });
    yield* given(predictive, { ...ofGroups, place: `${policy}.predictive`, shape: predicted });
  }
}

function* keptInSource(place: string, source: LaunchSource | undefined): Generator<Kept> {
  if (source?.kind !== "mixedInstancesPolicy") return;
  const { distribution: members, overrides } = source.policy;
  const ofGroups = { service: "autoscaling" } as const;
  const shape = "InstancesDistribution";
  yield { ...ofGroups, place: `${place}.policy.distribution`, shape, members };
  for (const [nth, { instanceRequirements }] of overrides.entries()) {
    const inner = `${place}.policy.overrides[${nth}].instanceRequirements`;
    yield* given(instanceRequirements, {
      ...ofGroups,
      place: inner,
      shape: "InstanceRequirements",
    });
  }
}

function* keptInEc2({ launchTemplates, instances, ec2Records }: Region): Generator<Kept> {
  const contents = { service: "ec2", shape: "ResponseLaunchTemplateData" } as const;
  for (const [id, { versions }] of launchTemplates) {
    for (const [number, { data: members }] of versions) {
      yield { ...contents, place: `launchTemplates${named(id)}.versions[${number}].data`, members };
    }
  }
  for (const [id, { run }] of instances) {
    yield* given(run?.contents, { ...contents, place: `instances${named(id)}.run.contents` });
  }
  for (const [id, record] of ec2Records) {
    if (record.kind !== "image") continue;
    const place = `ec2Records${named(id)}.members`;
    yield { place, service: "ec2", shape: "Image", members: record.members };
  }
}

const balancers = {
  loadBalancer: { service: "elbv2", shape: "LoadBalancer" },
  targetGroup: { service: "elbv2", shape: "TargetGroup" },
  listener: { service: "elbv2", shape: "Listener" },
  classicLoadBalancer: { service: "elb", shape: "LoadBalancerDescription" },
} as const;

function* keptInBalancing({ balancing }: Pick<Region, "balancing">): Generator<Kept> {
  for (const [arn, record] of balancing) {
    const place = `balancing${named(arn)}`;
    yield { ...balancers[record.kind], place: `${place}.members`, members: record.members };
    if (record.kind !== "classicLoadBalancer") continue;
    const shape = "LoadBalancerAttributes";
    const { classicAttributes: members } = record;
    yield { place: `${place}.classicAttributes`, service: "elb", shape, members };
  }
}

function* given(members: unknown, kept: Omit<Kept, "members">): Generator<Kept> {
  if (members !== undefined) yield { ...kept, members };
}

function named(name: string): string {
  return `[${JSON.stringify(name)}]`;
}

interface Typed {
  readonly service: ServiceName;
  readonly shape: string;
  readonly value: unknown;
}

/** Describes a problem as "path: expected …"; ignores members unknown to the model. */
function problemIn({ service, shape: name, value }: Typed): string | undefined {
  const shape = shapeOf(serviceModel(service), name);
  const inner = (shape: string, value: unknown) => problemIn({ service, shape, value });
  switch (shape.type) {
    case "structure": {
      const members = recordOf(value);
      if (members === undefined) return ": expected a structure";
      return first(shape.members, (member) => {
        const found = members[member.name];
        const problem = found === undefined ? undefined : inner(member.shape, found);
        return problem && `.${member.name}${problem}`;
      });
    }
    case "list":
      if (!Array.isArray(value)) return ": expected a list";
      return first([...value.entries()], ([nth, item]) => {
        const problem = inner(shape.item, item);
        return problem && `[${nth}]${problem}`;
      });
    case "map": {
      const entries = recordOf(value);
      if (entries === undefined) return ": expected names and values";
      return first(Object.entries(entries), ([key, item]) => {
        const problem = inner(shape.item, item);
        return problem && `${named(key)}${problem}`;
      });
    }
    default:
      return scalarProblem(shape, value);
  }
}

function scalarProblem({ type }: Shape, value: unknown): string | undefined {
  switch (type) {
    case "string":
      return typeof value === "string" ? undefined : ": expected a text";
    case "boolean":
      return typeof value === "boolean" ? undefined : ": expected true or false";
    case "timestamp":
      return isTime(value) ? undefined : ": expected a time";
    case "blob":
      return value instanceof Uint8Array ? undefined : ": expected bytes";
    default: {
      const isFraction = type === "double" || type === "float";
      const isNumber = isFraction ? Number.isFinite(value) : Number.isSafeInteger(value);
      return isNumber ? undefined : `: expected a ${isFraction ? "" : "whole "}number`;
    }
  }
}

/**
 * Whether the value is a time as read from the wire, or its text in contents stored as plain JSON.
 */
function isTime(value: unknown): boolean {
  return value instanceof Date || (typeof value === "string" && !Number.isNaN(Date.parse(value)));
}

function first<T>(items: readonly T[], problem: (item: T) => string | undefined) {
  for (const item of items) {
    const found = problem(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const isMembers = isObject && !(value instanceof Date) && !(value instanceof Map);
  return isMembers ? (value as Readonly<Record<string, unknown>>) : undefined;
}
