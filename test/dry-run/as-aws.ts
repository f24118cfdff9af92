/** A group that is reached by AWS's calls only, its plan, and what then happens to it. */
import { StartInstanceRefreshCommand } from "@aws-sdk/client-auto-scaling";
import type { Timing } from "../../src/domain/timing.ts";
import { regionOf } from "../../src/domain/world.ts";
import { type DryRun, dryRun } from "../../src/dry-run/dry-run.ts";
import { validate } from "../../src/model/validate.ts";
import { beginObservation, endObservation, observe } from "../../src/preview/observe.ts";
import type { PlanAnswer } from "../../src/preview/plan-answer.ts";
import { readPlanRequest } from "../../src/preview/plan-schema.ts";
import { presentPlan } from "../../src/preview/present-plan.ts";
import { aTargetGroup } from "../support/balanced-fleet.ts";
import type { Emulated } from "../support/emulator.ts";
import type { InProcess, Input } from "../support/in-process.ts";

const account = "123456789012";
const region = "us-east-1";
export const group = "web";

export interface Refresh {
  readonly preferences: Readonly<Record<string, unknown>>;
  readonly desiredConfiguration?: Readonly<Record<string, unknown>> | undefined;
}

/** Calls that make what is read later; they need no client. */
export function callsOn({ emulator }: Pick<Emulated, "emulator">): Pick<InProcess, "call"> {
  return {
    call: (service, operation, input) => {
      validate(service, operation, input);
      const caller = { account, region, requestId: "setup" };
      return emulator.call({ service, operation, input, caller }) as Record<string, unknown>;
    },
  };
}

/** Five instances of version 1 of a template, at rest. */
export function aGroup(emulated: Emulated, others: Input = {}): Pick<InProcess, "call"> {
  const calls = callsOn(emulated);
  calls.call("ec2", "CreateLaunchTemplate", {
    LaunchTemplateName: "web",
    LaunchTemplateData: {
      ImageId: "ami-0123456789abcdef0",
      InstanceType: "t3.micro",
      UserData: "c2VjcmV0",
    },
  });
  calls.call("autoscaling", "CreateAutoScalingGroup", {
    AutoScalingGroupName: group,
    LaunchTemplate: { LaunchTemplateName: "web", Version: "$Latest" },
    MinSize: 0,
    MaxSize: 8,
    DesiredCapacity: 5,
    AvailabilityZones: ["us-east-1a", "us-east-1b"],
    Tags: [{ Key: "team", Value: "blue" }],
    ...others,
  });
  emulated.advance(7200);
  return calls;
}

/** The same with a warm pool, a target group and a classic load balancer. */
export function aGroupWithAll(emulated: Emulated): Pick<InProcess, "call"> {
  const calls = aGroup(emulated);
  const { call } = calls;
  call("elb", "CreateLoadBalancer", {
    LoadBalancerName: "old",
    Listeners: [{ Protocol: "HTTP", LoadBalancerPort: 80, InstancePort: 80 }],
    AvailabilityZones: ["us-east-1a"],
  });
  const named = { AutoScalingGroupName: group };
  const TargetGroupARNs = [aTargetGroup(calls, "web")];
  call("autoscaling", "AttachLoadBalancerTargetGroups", { ...named, TargetGroupARNs });
  call("autoscaling", "AttachLoadBalancers", { ...named, LoadBalancerNames: ["old"] });
  call("autoscaling", "PutWarmPool", named);
  return calls;
}

export function read(
  { client }: Emulated,
  { preferences, desiredConfiguration }: Refresh,
  timing?: Timing["profile"],
): Promise<DryRun> {
  return dryRun(client, { group, preferences: [preferences], desiredConfiguration, timing });
}

export function planned(run: DryRun, refresh: Refresh): PlanAnswer {
  return run.plan(readPlanRequest({ group, ...refresh }));
}

const longestMilliseconds = 15 * 24 * 3600 * 1000;

/** Starts the refresh by AWS's call, and watches it from event to event as a plan does. */
export async function happening(emulated: Emulated, refresh: Refresh): Promise<PlanAnswer> {
  const { client, emulator, advance } = emulated;
  const { preferences: Preferences, desiredConfiguration: DesiredConfiguration } = refresh;
  let sequence = emulator.lastSequence();
  await client.send(
    new StartInstanceRefreshCommand({
      AutoScalingGroupName: group,
      Preferences,
      DesiredConfiguration,
    }),
  );
  const its = () => {
    const found = regionOf(emulator.world, account, region).groups.get(group);
    if (found === undefined) throw new Error("the group is gone");
    return found;
  };
  const started = its().refreshes.at(-1);
  if (started === undefined) throw new Error("no refresh was started");
  const seen = beginObservation(started);
  let at = started.requestedAt;
  const limit = at + longestMilliseconds;
  for (;;) {
    const entries = emulator.journalAfter(sequence);
    sequence = emulator.lastSequence();
    observe(seen, { at, entries }, its());
    if (started.endTime !== undefined) break;
    const next = emulator.nextDueAt() ?? Number.POSITIVE_INFINITY;
    advance((Math.min(next, limit) - at) / 1000);
    at = Math.min(next, limit);
    if (next > limit) break;
  }
  if (started.endTime === undefined) endObservation(seen, at);
  return presentPlan(seen, {
    group,
    from: "aws",
    refresh: started,
    endedAt: at,
    whatIf: undefined,
  });
}
