/** A group's traffic sources in all their forms, and changes of them. */
import type { Change } from "../../domain/changes/change.ts";
import type { AutoScalingGroup } from "../../domain/group.ts";
import { inferredPolicyTexts } from "../../domain/texts/inferred-policy-texts.ts";
import {
  stateSince,
  type TrafficSource,
  type TrafficSourceState,
  trafficSourceKey,
  trafficSourceTypes,
  typeOfIdentifier,
} from "../../domain/traffic-source.ts";
import { validationError } from "../../model/faults.ts";
import type { ActionContext } from "../action.ts";
import { visibleMembers } from "./existing.ts";
import { checkLength } from "./list-limits.ts";
import { refuseDuringRootVolumeRefresh } from "./root-volume-requirements.ts";
import { storedMembers } from "./stored-members.ts";

interface SourceShape {
  readonly Identifier?: string | undefined;
  readonly Type?: string | undefined;
}

/**
 * All sources, each once. A classic load balancer is a source of type `elb`, a target group one of
 * type `elbv2`: AWS shows both in both forms.
 */
export function sourcesOf(group: Pick<AutoScalingGroup, "stored">): readonly TrafficSource[] {
  const {
    LoadBalancerNames = [],
    TargetGroupARNs = [],
    TrafficSources = [],
  } = storedMembers(group);
  const all: readonly TrafficSource[] = [
    ...LoadBalancerNames.map((identifier) => ({ type: "elb" as const, identifier })),
    ...TargetGroupARNs.map((identifier) => ({ type: "elbv2" as const, identifier })),
    ...TrafficSources.map(readSource),
  ];
  return [...new Map(all.map((source) => [trafficSourceKey(source), source])).values()];
}

export function identifiersOf(
  group: Pick<AutoScalingGroup, "stored">,
  type: TrafficSource["type"],
): string[] {
  return sourcesOf(group)
    .filter((source) => source.type === type)
    .map(({ identifier }) => identifier);
}

/** Refuses an unknown type by its name; a missing type follows from the identifier. */
export function readSource({ Identifier: identifier = "", Type }: SourceShape): TrafficSource {
  const type = Type ?? typeOfIdentifier(identifier);
  const known = trafficSourceTypes.find((one) => one === type);
  if (known !== undefined) return { type: known, identifier };
  throw validationError(inferredPolicyTexts.invalidTrafficSourceType(type));
}

export interface SourceWithState extends TrafficSource {
  readonly state: TrafficSourceState;
}

/** Includes sources being removed. InService means that an instance of the group is in service. */
export function sourcesWithStates(
  group: AutoScalingGroup,
  { hasCome, settings: { timing } }: Pick<ActionContext, "hasCome" | "settings">,
): readonly SourceWithState[] {
  const isServing = visibleMembers(group).some(
    ({ lifecycleState, healthStatus }) =>
      lifecycleState === "InService" && healthStatus === "Healthy",
  );
  const created = { changedAt: group.createdAt, isDetached: false };
  const leaving = [...group.changedSources.values()].filter(({ isDetached }) => isDetached);
  return [...sourcesOf(group), ...leaving].flatMap(({ type, identifier }) => {
    const key = trafficSourceKey({ type, identifier });
    const state = stateSince(group.changedSources.get(key) ?? created, hasCome, timing);
    if (state === undefined) return [];
    const isInService = state === "Added" && isServing;
    return [{ type, identifier, state: isInService ? ("InService" as const) : state }];
  });
}

/** AWS's quotas of each type, for one group and for one request. */
const mostOfType = { elb: 50, elbv2: 50, "vpc-lattice": 5 } as const;
const mostInRequest = 10;

/** Keeps sources that the group already has. */
export function attachChanges(
  group: AutoScalingGroup,
  asked: readonly TrafficSource[],
  member: string,
): readonly Change[] {
  refuseDuringRootVolumeRefresh(group);
  checkRequest(asked, member);
  const present = sourcesOf(group);
  const keys = new Set(present.map(trafficSourceKey));
  const sources = asked.filter((source) => !keys.has(trafficSourceKey(source)));
  for (const type of trafficSourceTypes) {
    const count = [...present, ...sources].filter((source) => source.type === type).length;
    const isNew = sources.some((source) => source.type === type);
    if (isNew && count > mostOfType[type]) {
      throw validationError(inferredPolicyTexts.tooManyTrafficSources(mostOfType[type]));
    }
  }
  if (sources.length === 0) return [];
  return [{ type: "TrafficSourcesAttached", group: group.name, sources }];
}

/** `what` is AWS's word for the sources in its refusal, known from public reports. */
export function detachChanges(
  group: AutoScalingGroup,
  sources: readonly TrafficSource[],
  { member, what }: { readonly member: string; readonly what: string },
): readonly Change[] {
  checkRequest(sources, member);
  const keys = new Set(sourcesOf(group).map(trafficSourceKey));
  if (!sources.every((source) => keys.has(trafficSourceKey(source)))) {
    throw validationError(`Trying to remove ${what} that are not part of the group`);
  }
  return [{ type: "TrafficSourcesDetached", group: group.name, sources }];
}

function checkRequest(sources: readonly TrafficSource[], member: string): void {
  if (sources.length === 0) throw validationError(inferredPolicyTexts.noTrafficSources(member));
  checkLength(sources, { member, most: mostInRequest });
}
