/** UpdateAutoScalingGroup through the real SDK. */
import {
  DescribeScalingActivitiesCommand,
  StartInstanceRefreshCommand,
  UpdateAutoScalingGroupCommand,
  type UpdateAutoScalingGroupCommandInput,
} from "@aws-sdk/client-auto-scaling";
import { describe, expect, test } from "vitest";
import { defaultSubnets } from "../../../src/domain/network.ts";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, aTemplate, baseContents, instanceIds, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
/** Refreshes take their time here, so that an update can meet one. */
const slow = await startEmulator({ timing: "aws" });

type Members = Omit<UpdateAutoScalingGroupCommandInput, "AutoScalingGroupName">;

const update = (name: string, members: Members, { client } = emulated) =>
  client.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: name, ...members }));

describe("sizes", () => {
  test.each<[string, Members, object]>([
    ["G-042 a minimum above the desired capacity raises it", { MinSize: 3 }, { desired: 3 }],
    ["G-042 a maximum below the desired capacity lowers it", { MaxSize: 1 }, { desired: 1 }],
    ["G-043 a maximum equal to the desired capacity keeps it", { MaxSize: 2 }, { desired: 2 }],
    ["G-045 minimum and desired capacity 0 empty the group", zero(), { desired: 0 }],
  ])("%s", async (_rule, members, { desired }: { desired?: number }) => {
    const name = await aGroup(emulated, { MinSize: 1, DesiredCapacity: 2 });
    await update(name, members);
    const { MinSize = 1, MaxSize = 4 } = members;
    const sizes = { MinSize, MaxSize, DesiredCapacity: desired };
    expect(await theGroup(emulated, name)).toMatchObject(sizes);
  });

  function zero(): Members {
    return { MinSize: 0, DesiredCapacity: 0 };
  }

  test.each<[string, Members, string]>([
    [
      "G-020 a maximum below the present minimum",
      { MaxSize: 0 },
      "Max bound, 0, must be greater than or equal to min bound, 1",
    ],
    [
      "G-044 a desired capacity outside the resulting bounds",
      { MaxSize: 3, DesiredCapacity: 4 },
      "Desired capacity:4 must be between the specified min size:1 and max size:3",
    ],
  ])("refuses %s and changes nothing (G-015)", async (_rule, members, message) => {
    const name = await aGroup(emulated, { MinSize: 1, DesiredCapacity: 2 });
    const before = await theGroup(emulated, name);
    expect(await refusalOf(update(name, members))).toEqual(validationErrorOf(message));
    expect(await theGroup(emulated, name)).toEqual(before);
  });

  test("G-094 the cause of a launch tells the resulting sizes, not the sent ones", async () => {
    const name = await aGroup(emulated, { MinSize: 0, MaxSize: 4 });
    await update(name, { MinSize: 1 });
    const { Activities } = await emulated.client.send(
      new DescribeScalingActivitiesCommand({ AutoScalingGroupName: name }),
    );
    expect(Activities?.map(({ Cause }) => Cause)).toEqual([
      `At ${emulated.now()} a user request update of AutoScalingGroup constraints to min: 1, ` +
        `max: 4, desired: 1 changing the desired capacity from 0 to 1.  At ${emulated.now()} an ` +
        "instance was started in response to a difference between desired and actual capacity, " +
        "increasing the capacity from 0 to 1.",
    ]);
  });
});

describe("settings", () => {
  test("G-041 G-016 change at once when they are sent, and no others", async () => {
    const name = await aGroup(emulated, { DefaultCooldown: 7 });
    const before = await theGroup(emulated, name);
    await update(name, { HealthCheckGracePeriod: 30, NewInstancesProtectedFromScaleIn: true });
    expect(await theGroup(emulated, name)).toEqual({
      ...before,
      HealthCheckGracePeriod: 30,
      NewInstancesProtectedFromScaleIn: true,
    });
  });

  test("G-046 termination policies are replaced and keep their order", async () => {
    const name = await aGroup(emulated);
    await update(name, { TerminationPolicies: ["OldestInstance", "Default"] });
    expect((await theGroup(emulated, name)).TerminationPolicies).toEqual([
      "OldestInstance",
      "Default",
    ]);
  });

  test("G-046 R-190 the policies decide which instance a scale-in takes", async () => {
    const name = await aGroup(emulated, { DesiredCapacity: 1, AvailabilityZones: ["us-east-1a"] });
    emulated.advance(120);
    const [first = ""] = await instanceIds(emulated, name);
    await update(name, { DesiredCapacity: 2, TerminationPolicies: ["NewestInstance"] });
    emulated.advance(120);
    await update(name, { DesiredCapacity: 1 });
    emulated.advance(120);
    expect(await instanceIds(emulated, name)).toEqual([first]);
  });

  test("G-047 an unknown termination policy is refused", async () => {
    const name = await aGroup(emulated);
    const refused = await refusalOf(update(name, { TerminationPolicies: ["Youngest"] }));
    expect(refused.message).toMatch(/^\[Youngest\] is not a valid termination policy\. /);
  });

  test("G-052 -1 takes the default instance warmup away", async () => {
    const name = await aGroup(emulated, { DefaultInstanceWarmup: 30 });
    await update(name, { DefaultInstanceWarmup: 0 });
    expect((await theGroup(emulated, name)).DefaultInstanceWarmup).toBe(0);
    await update(name, { DefaultInstanceWarmup: -1 });
    expect(await theGroup(emulated, name)).not.toHaveProperty("DefaultInstanceWarmup");
  });

  test("G-053 -1 for both takes the maintenance policy away", async () => {
    const name = await aGroup(emulated);
    const policy = { MinHealthyPercentage: 90, MaxHealthyPercentage: 120 };
    await update(name, { InstanceMaintenancePolicy: policy });
    expect((await theGroup(emulated, name)).InstanceMaintenancePolicy).toEqual(policy);
    const none = { MinHealthyPercentage: -1, MaxHealthyPercentage: -1 };
    await update(name, { InstanceMaintenancePolicy: none });
    expect(await theGroup(emulated, name)).not.toHaveProperty("InstanceMaintenancePolicy");
  });

  test("G-054 a maximum lifetime of 0 takes it away", async () => {
    const name = await aGroup(emulated, { MaxInstanceLifetime: 86_400 });
    await update(name, { MaxInstanceLifetime: 0 });
    expect(await theGroup(emulated, name)).not.toHaveProperty("MaxInstanceLifetime");
  });

  test("G-041 an empty placement group takes it away", async () => {
    const name = await aGroup(emulated, { PlacementGroup: "cluster" });
    await update(name, { PlacementGroup: "" });
    expect(await theGroup(emulated, name)).not.toHaveProperty("PlacementGroup");
  });

  test("G-037 new subnets bring their zones", async () => {
    const name = await aGroup(emulated);
    const subnet = defaultSubnets("123456789012", "us-east-1")[2];
    await update(name, { VPCZoneIdentifier: subnet?.id });
    expect(await theGroup(emulated, name)).toMatchObject({
      VPCZoneIdentifier: subnet?.id,
      AvailabilityZones: ["us-east-1c"],
      AvailabilityZoneIds: ["use1-az2"],
    });
  });

  test("G-009 an unknown group is not named", async () => {
    expect(await refusalOf(update("nobody", { MinSize: 1 }))).toEqual(
      validationErrorOf("AutoScalingGroup name not found - null"),
    );
  });
});

describe("launch source", () => {
  test("G-051 a new template touches no running instance", async () => {
    const name = await aGroup(emulated, { DesiredCapacity: 2 });
    const before = await instanceIds(emulated, name);
    const next = await aTemplate(emulated);
    await update(name, { LaunchTemplate: { LaunchTemplateId: next.id, Version: "1" } });
    emulated.advance(600);
    const group = await theGroup(emulated, name);
    expect(group.LaunchTemplate?.LaunchTemplateId).toBe(next.id);
    expect(group.Instances?.map(({ InstanceId }) => InstanceId)).toEqual(before);
  });

  test("G-041 a mixed instances policy keeps the parts that are not sent", async () => {
    const template = await aTemplate(emulated);
    const Overrides = [
      { InstanceType: "c5.large" as const },
      { InstanceType: "c5a.large" as const },
    ];
    const LaunchTemplate = {
      LaunchTemplateSpecification: { LaunchTemplateId: template.id, Version: "1" },
      Overrides,
    };
    const name = await aGroup(emulated, { MixedInstancesPolicy: { LaunchTemplate } });
    await update(name, {
      MixedInstancesPolicy: { InstancesDistribution: { OnDemandBaseCapacity: 2 } },
    });
    expect((await theGroup(emulated, name)).MixedInstancesPolicy).toMatchObject({
      LaunchTemplate: { Overrides },
      InstancesDistribution: { OnDemandBaseCapacity: 2 },
    });
  });

  const refused =
    "An active instance refresh with a desired configuration exists. All configuration options " +
    "derived from the desired configuration are not available for update while the instance " +
    "refresh is active.";

  async function aGroupInRefresh({ isDesired }: { readonly isDesired: boolean }) {
    const template = await aTemplate(slow, baseContents, { ImageId: "ami-0bbbbbbbbbbbbbbbb" });
    const present = { LaunchTemplateId: template.id, Version: "1" };
    const desired = { LaunchTemplateId: template.id, Version: "2" };
    const name = await aGroup(slow, { LaunchTemplate: present, DesiredCapacity: 1 });
    slow.advance(120);
    const DesiredConfiguration = isDesired ? { LaunchTemplate: desired } : undefined;
    await slow.client.send(
      new StartInstanceRefreshCommand({ AutoScalingGroupName: name, DesiredConfiguration }),
    );
    return { name, present, desired };
  }

  test("G-050 R-192 cannot change while a refresh with a desired configuration runs", async () => {
    const { name, desired } = await aGroupInRefresh({ isDesired: true });
    const call = update(name, { LaunchTemplate: desired }, slow);
    expect(await refusalOf(call)).toEqual(validationErrorOf(refused));
    slow.advance(10);
    const later = update(name, { LaunchTemplate: desired }, slow);
    expect(await refusalOf(later)).toEqual(validationErrorOf(refused));
  });

  test("R-193 can be sent again unchanged during such a refresh", async () => {
    const { name, present } = await aGroupInRefresh({ isDesired: true });
    await update(name, { LaunchTemplate: present, DefaultCooldown: 9 }, slow);
    expect((await theGroup(slow, name)).DefaultCooldown).toBe(9);
  });

  test("R-194 sizes can change during such a refresh", async () => {
    const { name } = await aGroupInRefresh({ isDesired: true });
    await update(name, { MaxSize: 3, MinSize: 1 }, slow);
    expect(await theGroup(slow, name)).toMatchObject({ MinSize: 1, MaxSize: 3 });
  });

  test("R-195 can change during a refresh without a desired configuration", async () => {
    const { name, desired } = await aGroupInRefresh({ isDesired: false });
    await update(name, { LaunchTemplate: desired }, slow);
    expect((await theGroup(slow, name)).LaunchTemplate?.Version).toBe("2");
  });
});
