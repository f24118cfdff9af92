/**
 * LaunchInstances: launches into one zone at once and returns the ids; a repeated token launches
 * nothing.
 */
import type { Change } from "../../../domain/changes/change.ts";
import { type AutoScalingGroup, isSuspended, launchSourceInForce } from "../../../domain/group.ts";
import type { Instance } from "../../../domain/instance.ts";
import {
  isTokenRemembered,
  type LaunchTokenUse,
  launchTokenKey,
} from "../../../domain/launch-token.ts";
import { zoneIdOf } from "../../../domain/network.ts";
import { causes } from "../../../domain/scaling-activity.ts";
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, validationError } from "../../../model/faults.ts";
import type { Input, Output } from "../../../model/operations.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { digestOf } from "../../client-tokens.ts";
import { plainJson } from "../../plain-json.ts";
import { existingGroup } from "../existing.ts";
import { launchPlacement } from "./launch-placement.ts";

type LaunchInput = Input<"autoscaling", "LaunchInstances">;
type Answer = Output<"autoscaling", "LaunchInstances">;

export const launchInstances = defineAction("autoscaling", "LaunchInstances", (input, context) => {
  const { region, now } = context;
  const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
  const token = input.ClientToken ?? "";
  const request = digestOf(input);
  const known = region.launchTokens.get(launchTokenKey({ group: group.arn, token }));
  if (known !== undefined && isTokenRemembered(known, now))
    return { output: again(known, request) };
  const { answer, changes } = launch(group, input, context);
  const named = { AutoScalingGroupName: group.name, ClientToken: token, ...answer };
  const use = { group: group.arn, token, request, usedAt: now, answer: plainJson(named) };
  return { output: named, changes: [...changes, { type: "LaunchTokenUsed", use }] };
});

function again({ request, answer }: LaunchTokenUse, now: string): Answer {
  if (request === now) return answer as Answer;
  const message = inferredPolicyTexts.otherParametersForToken;
  throw fault("autoscaling", "IdempotentParameterMismatchError", message);
}

interface Launch {
  readonly answer: Pick<Answer, "Instances" | "Errors">;
  readonly changes: readonly Change[];
}

function launch(group: AutoScalingGroup, input: LaunchInput, context: ActionContext): Launch {
  const { RequestedCapacity: units = 0, RetryStrategy: retry = "none" } = input;
  checkGroup(group, units);
  const placement = launchPlacement(input, group, context.region);
  const from = group.desiredCapacity;
  const sentence = causes.launchInstances(context.now, { from, to: from + units });
  const cause = causes.scaleOut(context.now, sentence, { from, to: from + units });
  const order = { units, isAtMost: false, purpose: "scaling", cause } as const;
  const instances = context.launch({ ...group, ...placement }, order);
  const raised: Change = {
    type: "DesiredCapacityChanged",
    group: group.name,
    to: from + units,
    sentence,
    reactionSeconds: context.settings.timing.scalingReactionSeconds,
  };
  const refused = instances.find(({ launchRefusal }) => launchRefusal !== undefined);
  if (refused === undefined) {
    const launched = instances.map(
      (instance): Change => ({ type: "LaunchRequested", group: group.name, instance }),
    );
    const Instances = collections(instances, context.region);
    return { answer: { Instances, Errors: [] }, changes: [raised, ...launched] };
  }
  const Errors = [errorOf(refused, context.region)];
  return { answer: { Instances: [], Errors }, changes: retry === "none" ? [] : [raised] };
}

function checkGroup(group: AutoScalingGroup, units: number): void {
  const source = launchSourceInForce(group);
  const isMixed =
    source.kind === "mixedInstancesPolicy" && isPartlySpot(source.policy.distribution);
  const complaint =
    source.kind === "launchConfiguration"
      ? inferredPolicyTexts.launchSourceForLaunch
      : isMixed
        ? inferredPolicyTexts.mixedPurchaseOptions
        : isSuspended(group, "Launch")
          ? inferredPolicyTexts.launchSuspended(group.name)
          : group.desiredCapacity + units > group.maxSize
            ? inferredPolicyTexts.launchAboveMaximum(group.name, group.maxSize)
            : undefined;
  if (complaint !== undefined) throw validationError(complaint);
}

function isPartlySpot(distribution: Readonly<Record<string, unknown>>): boolean {
  const { OnDemandBaseCapacity: base = 0, OnDemandPercentageAboveBaseCapacity: above = 100 } =
    distribution as Readonly<Record<string, number | undefined>>;
  return above < 100 && (above > 0 || base > 0);
}

const marketOf = ({ purchaseOption }: Instance) =>
  purchaseOption === "spot" ? "spot" : "on-demand";

/** One entry per instance type, since zone, subnet and market are the same. */
function collections(instances: readonly Instance[], region: Region): Answer["Instances"] {
  const types = [...new Set(instances.map(({ instanceType }) => instanceType))];
  return types.map((type) => {
    const alike = instances.filter(({ instanceType }) => instanceType === type);
    return { ...placementOf(alike[0] as Instance, region), InstanceIds: alike.map(({ id }) => id) };
  });
}

function errorOf(instance: Instance, region: Region) {
  return {
    ...placementOf(instance, region),
    ErrorCode: inferredPolicyTexts.launchErrorCode,
    ErrorMessage: instance.launchRefusal,
  };
}

function placementOf(instance: Instance, region: Region) {
  return {
    InstanceType: instance.instanceType,
    MarketType: marketOf(instance),
    SubnetId: instance.subnetId,
    AvailabilityZone: instance.availabilityZone,
    AvailabilityZoneId: zoneIdOf(region.name, instance.availabilityZone),
  };
}
