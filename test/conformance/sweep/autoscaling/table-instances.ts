/** Rows of the operations on instances: in and out of groups, health, protection, activities. */
import { expect } from "vitest";
import { aGroup } from "../../../support/fleet.ts";
import type { Members } from "../held-answers.ts";
import type { Table } from "./rows.ts";
import { fleet, inStandby, loner } from "./scenes.ts";

const unknownId = "i-0123456789abcdef0";
const notPart = ({ AutoScalingGroupName: name }: Members) =>
  `The instance ${unknownId} is not part of Auto Scaling group ${name}.`;
const unmanaged = `Instance Id not found - No managed instance found for instance ID: ${unknownId}`;

export const instanceTable: Table = {
  AttachInstances: {
    accepted: [
      {
        says: "an instance that left the group",
        input: async (stage) => {
          const AutoScalingGroupName = await aGroup(stage);
          return { AutoScalingGroupName, InstanceIds: [await loner(stage, AutoScalingGroupName)] };
        },
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "instance",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          InstanceIds: [unknownId],
        }),
        message: `Invalid Instance ID(s): [${unknownId}] specified`,
      },
    ],
  },

  DetachInstances: {
    accepted: [
      {
        says: "with its capacity",
        input: async (stage) => {
          const { group, ids } = await fleet(stage);
          return {
            AutoScalingGroupName: group,
            InstanceIds: ids,
            ShouldDecrementDesiredCapacity: true,
          };
        },
        answer: ({ Activities }) =>
          expect(Activities).toMatchObject([{ StatusCode: "InProgress", Progress: 50 }]),
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "instance",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          InstanceIds: [unknownId],
          ShouldDecrementDesiredCapacity: true,
        }),
        message: notPart,
      },
    ],
  },

  EnterStandby: {
    accepted: [
      {
        says: "with its capacity",
        input: async (stage) => {
          const { group, ids } = await fleet(stage);
          return {
            AutoScalingGroupName: group,
            InstanceIds: ids,
            ShouldDecrementDesiredCapacity: true,
          };
        },
        answer: ({ Activities }) =>
          expect(Activities).toMatchObject([{ StatusCode: "InProgress", Progress: 50 }]),
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "instance",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          InstanceIds: [unknownId],
          ShouldDecrementDesiredCapacity: true,
        }),
        message: notPart,
      },
    ],
  },

  ExitStandby: {
    accepted: [
      {
        says: "an instance in Standby",
        input: async (stage) => {
          const { group, ids } = await inStandby(stage);
          return { AutoScalingGroupName: group, InstanceIds: ids };
        },
        answer: ({ Activities }) =>
          expect(Activities).toMatchObject([{ StatusCode: "PreInService", Progress: 30 }]),
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "instance",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          InstanceIds: [unknownId],
        }),
        message: notPart,
      },
    ],
  },

  SetInstanceHealth: {
    accepted: [
      {
        says: "Unhealthy",
        input: async (stage) => ({
          InstanceId: (await fleet(stage)).id,
          HealthStatus: "Unhealthy",
          ShouldRespectGracePeriod: false,
        }),
      },
    ],
    unknown: [
      {
        says: "instance",
        input: () => ({ InstanceId: unknownId, HealthStatus: "Healthy" }),
        message: unmanaged,
      },
    ],
  },

  SetInstanceProtection: {
    accepted: [
      {
        says: "on",
        input: async (stage) => {
          const { group, ids } = await fleet(stage);
          return { AutoScalingGroupName: group, InstanceIds: ids, ProtectedFromScaleIn: true };
        },
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "instance",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          InstanceIds: [unknownId],
          ProtectedFromScaleIn: true,
        }),
        message: notPart,
      },
    ],
    faults: {
      LimitExceededFault: {
        never: "the only limit that AWS documents is the length of the list, which is a constraint",
      },
    },
  },

  TerminateInstanceInAutoScalingGroup: {
    accepted: [
      {
        says: "one instance, without replacement",
        input: async (stage) => ({
          InstanceId: (await fleet(stage)).id,
          ShouldDecrementDesiredCapacity: true,
        }),
        answer: ({ Activity, Activities }) => {
          expect(Activity).toMatchObject({ StatusCode: "InProgress", Progress: 0 });
          expect(Activities).toBeUndefined();
        },
      },
      {
        says: "several instances of a group",
        input: async (stage) => {
          const { group, ids } = await fleet(stage, 2);
          return {
            AutoScalingGroupName: group,
            InstanceIds: ids,
            ShouldDecrementDesiredCapacity: true,
          };
        },
        answer: ({ Activity, Activities }) => {
          expect(Activities).toMatchObject([{ Progress: 0 }, { Progress: 0 }]);
          expect(Activity).toBeUndefined();
        },
      },
    ],
    unknown: [
      {
        says: "instance",
        input: () => ({ InstanceId: unknownId, ShouldDecrementDesiredCapacity: false }),
        message: unmanaged,
      },
      {
        says: "group",
        input: () => ({
          AutoScalingGroupName: "nowhere",
          InstanceIds: [unknownId],
          ShouldDecrementDesiredCapacity: false,
        }),
        message: "AutoScalingGroup name not found - null",
      },
      {
        says: "instance of a group",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          InstanceIds: [unknownId],
          ShouldDecrementDesiredCapacity: false,
        }),
        message: notPart,
      },
    ],
    faults: {
      ScalingActivityInProgressFault: {
        input: async (stage) => {
          const { ids } = await fleet(stage, 1);
          const again = { InstanceId: ids[0], ShouldDecrementDesiredCapacity: true };
          await stage.send("TerminateInstanceInAutoScalingGroup", again);
          return again;
        },
        message: /^Activity [0-9a-f-]{36} is in progress\.$/,
      },
    },
  },

  LaunchInstances: {
    accepted: [
      {
        says: "into a zone by name",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          RequestedCapacity: 2,
          ClientToken: "by-name",
          RetryStrategy: "none",
          AvailabilityZones: ["us-east-1b"],
        }),
        answer: ({ Instances }) =>
          expect(Instances).toMatchObject([{ AvailabilityZone: "us-east-1b" }]),
      },
      {
        says: "into a zone by id, and its subnet",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          RequestedCapacity: 1,
          ClientToken: "by-id",
          AvailabilityZoneIds: ["use1-az6"],
          SubnetIds: stage.subnets.slice(0, 1),
        }),
        answer: ({ Instances }) =>
          expect(Instances).toMatchObject([{ AvailabilityZone: "us-east-1a" }]),
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "zone",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          RequestedCapacity: 1,
          ClientToken: "a",
          AvailabilityZones: ["us-east-1z"],
        }),
        message: ({ AutoScalingGroupName: name }) =>
          `us-east-1z is not among the Availability Zones or subnets of AutoScalingGroup ${name}.`,
      },
    ],
    faults: {
      IdempotentParameterMismatchError: {
        input: async (stage) => {
          const AutoScalingGroupName = await aGroup(stage, { AvailabilityZones: ["us-east-1a"] });
          const first = { AutoScalingGroupName, ClientToken: "used", RequestedCapacity: 1 };
          await stage.send("LaunchInstances", first);
          return { ...first, RequestedCapacity: 2 };
        },
        message: "The client token was used before with other parameters.",
      },
    },
  },

  DescribeAutoScalingInstances: {
    accepted: [
      {
        says: "the known ones of two ids (G-063)",
        input: async (stage) => ({
          InstanceIds: [(await fleet(stage)).id, unknownId],
          MaxRecords: 10,
          IncludeManagedResources: true,
        }),
        answer: ({ AutoScalingInstances }) =>
          expect(AutoScalingInstances).toMatchObject([{ LifecycleState: "InService" }]),
      },
    ],
  },

  DescribeScalingActivities: {
    accepted: [
      {
        says: "the activities of a group, filtered",
        input: async (stage) => ({
          AutoScalingGroupName: (await fleet(stage)).group,
          MaxRecords: 10,
          IncludeDeletedGroups: true,
          IncludeManagedResources: true,
          Filters: [{ Name: "Status", Values: ["Successful"] }],
        }),
        answer: ({ Activities }) => expect(Activities).toMatchObject([{ Progress: 100 }]),
      },
      {
        says: "nothing for an activity id that is unknown",
        input: () => ({ ActivityIds: ["00000000-0000-0000-0000-000000000000"] }),
        answer: (answer) => expect(answer).toEqual({ Activities: [] }),
      },
    ],
    unknownGroup: "described",
  },
};
