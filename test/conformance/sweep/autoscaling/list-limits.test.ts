/** Lists whose length AWS documents and does not model: one item too many is refused, alone. */
import { expect, test } from "vitest";
import { aGroup } from "../../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../../support/refusal.ts";
import { targetGroup } from "./scenes.ts";
import { commandOf, type Operation, startStage } from "./stage.ts";

const stage = await startStage();
const AutoScalingGroupName = await aGroup(stage);

const instance = (nth: number) => `i-${String(nth).padStart(17, "0")}`;
const source = (nth: number) => ({ Identifier: targetGroup(`tg-${nth}`), Type: "elbv2" });
const scheduled = (nth: number) => ({ ScheduledActionName: `action-${nth}`, MinSize: 1 });
const named = (nth: number) => `name-${nth}`;
const decrement = { ShouldDecrementDesiredCapacity: true };

type ListLimit = [
  operation: Operation,
  member: string,
  most: number,
  item: (nth: number) => unknown,
  more: object,
];

const lists: ListLimit[] = [
  ["AttachInstances", "InstanceIds", 20, instance, {}],
  ["AttachLoadBalancers", "LoadBalancerNames", 10, named, {}],
  ["AttachLoadBalancerTargetGroups", "TargetGroupARNs", 10, (nth) => targetGroup(`tg-${nth}`), {}],
  ["AttachTrafficSources", "TrafficSources", 10, source, {}],
  ["BatchDeleteScheduledAction", "ScheduledActionNames", 50, named, {}],
  ["BatchPutScheduledUpdateGroupAction", "ScheduledUpdateGroupActions", 50, scheduled, {}],
  ["DescribeAutoScalingInstances", "InstanceIds", 50, instance, {}],
  ["DescribeLaunchConfigurations", "LaunchConfigurationNames", 50, named, {}],
  ["DescribePolicies", "PolicyNames", 50, named, {}],
  ["DescribeScalingActivities", "ActivityIds", 50, named, {}],
  ["DescribeScheduledActions", "ScheduledActionNames", 50, named, {}],
  ["DetachInstances", "InstanceIds", 20, instance, decrement],
  ["DetachLoadBalancers", "LoadBalancerNames", 10, named, {}],
  ["DetachLoadBalancerTargetGroups", "TargetGroupARNs", 10, (nth) => targetGroup(`tg-${nth}`), {}],
  ["DetachTrafficSources", "TrafficSources", 10, source, {}],
  ["EnterStandby", "InstanceIds", 20, instance, decrement],
  ["ExitStandby", "InstanceIds", 20, instance, {}],
  ["SetInstanceProtection", "InstanceIds", 50, instance, { ProtectedFromScaleIn: true }],
  ["TerminateInstanceInAutoScalingGroup", "InstanceIds", 100, instance, decrement],
];

test.each(lists)(
  "G-015 G-118 %s takes no more %s than %i",
  async (operation, member, most, item, more) => {
    const before = stage.emulator.lastSequence();
    const input = (length: number) => ({
      AutoScalingGroupName,
      ...more,
      [member]: Array.from({ length }, (_, nth) => item(nth)),
    });
    const path = member.charAt(0).toLowerCase() + member.slice(1);
    const tooLong = validationErrorOf(
      `1 validation error detected: Value at '${path}' failed to satisfy constraint: Member must ` +
        `have length less than or equal to ${most}`,
    );
    expect(await refusalOf(stage.client.send(commandOf(operation, input(most + 1))))).toEqual(
      tooLong,
    );
    expect(stage.emulator.lastSequence(), "nothing has happened").toBe(before);
    const asMany = await stage.client.send(commandOf(operation, input(most))).then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(asMany).not.toBe(tooLong.message);
  },
);
