/** Rows of lifecycle hooks, warm pools and instance refreshes. */
import { expect } from "vitest";
import { aGroup } from "../../../support/fleet.ts";
import type { Table } from "./rows.ts";
import {
  fleet,
  hook,
  pooled,
  refreshing,
  replacingRootVolume,
  tokenOf,
  topic,
  unknownTemplate,
  versioned,
  waiting,
} from "./scenes.ts";

const launching = "autoscaling:EC2_INSTANCE_LAUNCHING";
const unknownRefresh = "00000000-0000-0000-0000-000000000000";
const noToken = "00000000-0000-0000-0000-000000000001";

const templateMissing =
  "You must use a valid fully-formed launch template. The specified launch template, with " +
  `template ID ${unknownTemplate}, does not exist.`;

export const waitingTable: Table = {
  PutLifecycleHook: {
    accepted: [
      {
        says: "with every member",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          LifecycleHookName: hook,
          LifecycleTransition: launching,
          HeartbeatTimeout: 60,
          DefaultResult: "CONTINUE",
          NotificationTargetARN: topic,
          NotificationMetadata: "more",
          RoleARN: "arn:aws:iam::123456789012:role/notifier",
        }),
      },
    ],
    unknownGroup: "mutated",
    faults: {
      LimitExceededFault: {
        input: async (stage) => {
          const AutoScalingGroupName = await aGroup(stage);
          for (let nth = 0; nth < 50; nth++) {
            const named = { AutoScalingGroupName, LifecycleHookName: `hook-${nth}` };
            await stage.send("PutLifecycleHook", { ...named, LifecycleTransition: launching });
          }
          return {
            AutoScalingGroupName,
            LifecycleHookName: hook,
            LifecycleTransition: launching,
          };
        },
        message: "A group can have no more than 50 lifecycle hooks.",
      },
    },
  },

  DeleteLifecycleHook: {
    accepted: [
      {
        says: "a hook that an instance waits for",
        input: async (stage) => ({
          AutoScalingGroupName: (await waiting(stage)).group,
          LifecycleHookName: hook,
        }),
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "hook",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          LifecycleHookName: "nowhere",
        }),
        message: ({ AutoScalingGroupName: name }) =>
          `No Lifecycle Hook found with name 'nowhere' for group '${name}'`,
      },
    ],
  },

  DescribeLifecycleHooks: {
    accepted: [
      {
        says: "by name, without one that is unknown",
        input: async (stage) => ({
          AutoScalingGroupName: (await waiting(stage)).group,
          LifecycleHookNames: [hook, "nowhere"],
        }),
        answer: ({ LifecycleHooks }) =>
          expect(LifecycleHooks).toMatchObject([
            { LifecycleHookName: hook, GlobalTimeout: 172800 },
          ]),
      },
    ],
    unknownGroup: "described",
  },

  CompleteLifecycleAction: {
    accepted: [
      {
        says: "by instance",
        input: async (stage) => {
          const { group, id } = await waiting(stage);
          return {
            AutoScalingGroupName: group,
            LifecycleHookName: hook,
            InstanceId: id,
            LifecycleActionResult: "CONTINUE",
          };
        },
      },
      {
        says: "by token",
        input: async (stage) => {
          const found = await waiting(stage);
          return {
            AutoScalingGroupName: found.group,
            LifecycleHookName: hook,
            LifecycleActionResult: "ABANDON",
            LifecycleActionToken: tokenOf(stage, found),
          };
        },
      },
    ],
    unknownGroup: "mutated",
    groupInDeletion: "described",
    unknown: [
      {
        says: "token",
        input: async (stage) => ({
          AutoScalingGroupName: (await waiting(stage)).group,
          LifecycleHookName: hook,
          LifecycleActionResult: "ABANDON",
          LifecycleActionToken: noToken,
        }),
        message: `No active Lifecycle Action found with token ${noToken}`,
      },
      {
        says: "hook",
        input: async (stage) => {
          const { group, id } = await waiting(stage);
          return {
            AutoScalingGroupName: group,
            LifecycleHookName: "nowhere",
            InstanceId: id,
            LifecycleActionResult: "CONTINUE",
          };
        },
        message: ({ InstanceId }) =>
          `No active Lifecycle Action found with instance ID ${InstanceId}`,
      },
    ],
  },

  RecordLifecycleActionHeartbeat: {
    accepted: [
      {
        says: "by instance",
        input: async (stage) => {
          const { group, id } = await waiting(stage);
          return { AutoScalingGroupName: group, LifecycleHookName: hook, InstanceId: id };
        },
      },
      {
        says: "by token",
        input: async (stage) => {
          const found = await waiting(stage);
          return {
            AutoScalingGroupName: found.group,
            LifecycleHookName: hook,
            LifecycleActionToken: tokenOf(stage, found),
          };
        },
      },
    ],
    unknownGroup: "mutated",
    groupInDeletion: "described",
    unknown: [
      {
        says: "instance",
        input: async (stage) => ({
          AutoScalingGroupName: (await waiting(stage)).group,
          LifecycleHookName: hook,
          InstanceId: "i-0123456789abcdef0",
        }),
        message: "No active Lifecycle Action found with instance ID i-0123456789abcdef0",
      },
    ],
  },

  PutWarmPool: {
    accepted: [
      {
        says: "with every member",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          MinSize: 1,
          MaxGroupPreparedCapacity: 3,
          PoolState: "Running",
          InstanceReusePolicy: { ReuseOnScaleIn: true },
        }),
      },
    ],
    unknownGroup: "pool",
    faults: {
      InstanceRefreshInProgressFault: {
        input: async (stage) => ({ AutoScalingGroupName: await replacingRootVolume(stage) }),
        message:
          "An Instance Refresh is already in progress and blocks the execution of this operation.",
      },
      LimitExceededFault: { never: "AWS documents no quota of warm pools: a group has one" },
    },
  },

  DeleteWarmPool: {
    accepted: [
      {
        says: "an empty pool",
        input: async (stage) => {
          const AutoScalingGroupName = await aGroup(stage);
          await stage.send("PutWarmPool", { AutoScalingGroupName, MaxGroupPreparedCapacity: 0 });
          return { AutoScalingGroupName };
        },
      },
      {
        says: "with its instances",
        input: async (stage) => ({ AutoScalingGroupName: await pooled(stage), ForceDelete: true }),
      },
    ],
    unknownGroup: "pool",
    unknown: [
      {
        says: "pool (G-171)",
        input: async (stage) => ({ AutoScalingGroupName: await aGroup(stage) }),
        message: ({ AutoScalingGroupName: name }) =>
          `No warm pool found for Auto Scaling group '${name}'.`,
      },
    ],
    faults: {
      ResourceInUseFault: {
        input: async (stage) => ({ AutoScalingGroupName: await pooled(stage) }),
        message:
          "You cannot delete a warm pool while there are instances still in it unless you use the force delete option.",
      },
      LimitExceededFault: { never: "a deletion takes no quota" },
      ScalingActivityInProgressFault: {
        never:
          "an activity of the pool has an instance in it, which is answered with ResourceInUse",
      },
    },
  },

  DescribeWarmPool: {
    accepted: [
      {
        says: "the pool and its instances",
        input: async (stage) => ({ AutoScalingGroupName: await pooled(stage), MaxRecords: 10 }),
        answer: ({ WarmPoolConfiguration, Instances }) => {
          expect(WarmPoolConfiguration).toMatchObject({ MinSize: 1, PoolState: "Stopped" });
          expect((Instances as unknown[]).length).toBeGreaterThan(0);
        },
      },
      {
        says: "nothing for a group without a pool (G-171)",
        input: async (stage) => ({ AutoScalingGroupName: await aGroup(stage) }),
        answer: (answer) => expect(answer).toEqual({ Instances: [] }),
      },
    ],
    unknownGroup: "pool",
    groupInDeletion: "described",
    faults: { LimitExceededFault: { never: "a description takes no quota" } },
  },

  StartInstanceRefresh: {
    accepted: [
      {
        says: "with every member",
        input: async (stage) => {
          const { group, version } = await versioned(stage);
          return {
            AutoScalingGroupName: group,
            Strategy: "Rolling",
            DesiredConfiguration: { LaunchTemplate: version("2") },
            Preferences: {
              MinHealthyPercentage: 50,
              MaxHealthyPercentage: 120,
              InstanceWarmup: 5,
              CheckpointPercentages: [50, 100],
              CheckpointDelay: 60,
              SkipMatching: true,
              AutoRollback: true,
              ScaleInProtectedInstances: "Ignore",
              StandbyInstances: "Ignore",
              BakeTime: 60,
            },
          };
        },
        answer: ({ InstanceRefreshId }) =>
          expect(InstanceRefreshId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      },
    ],
    unknownGroup: "described",
    groupInDeletion: "modified",
    unknown: [
      {
        says: "launch template",
        input: async (stage) => ({
          AutoScalingGroupName: (await fleet(stage)).group,
          DesiredConfiguration: {
            LaunchTemplate: { LaunchTemplateId: unknownTemplate, Version: "1" },
          },
        }),
        message: templateMissing,
      },
    ],
    faults: {
      InstanceRefreshInProgressFault: {
        input: async (stage) => ({ AutoScalingGroupName: (await refreshing(stage)).group }),
        message:
          "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.",
      },
      LimitExceededFault: { never: "no quota of refreshes is published" },
    },
  },

  CancelInstanceRefresh: {
    accepted: [
      {
        says: "the active refresh, without waiting",
        input: async (stage) => ({
          AutoScalingGroupName: (await refreshing(stage)).group,
          WaitForTransitioningInstances: false,
        }),
        answer: ({ InstanceRefreshId }) => expect(InstanceRefreshId).toHaveLength(36),
      },
    ],
    unknownGroup: "described",
    groupInDeletion: "modified",
    faults: {
      ActiveInstanceRefreshNotFoundFault: {
        input: async (stage) => ({ AutoScalingGroupName: await aGroup(stage) }),
        message: ({ AutoScalingGroupName: name }) =>
          `No in progress, baking, pending, or cancelling Instance Refresh found for Auto Scaling group ${name}.`,
      },
      LimitExceededFault: { never: "no quota of refreshes is published" },
    },
  },

  RollbackInstanceRefresh: {
    accepted: [
      {
        says: "the active refresh",
        input: async (stage) => ({ AutoScalingGroupName: (await refreshing(stage)).group }),
        answer: ({ InstanceRefreshId }) => expect(InstanceRefreshId).toHaveLength(36),
      },
    ],
    unknownGroup: "described",
    groupInDeletion: "modified",
    faults: {
      ActiveInstanceRefreshNotFoundFault: {
        input: async (stage) => ({ AutoScalingGroupName: await aGroup(stage) }),
        message: ({ AutoScalingGroupName: name }) =>
          `No in progress or baking Instance Refresh found for Auto Scaling group ${name}.`,
      },
      IrreversibleInstanceRefreshFault: {
        input: async (stage) => ({ AutoScalingGroupName: (await refreshing(stage, false)).group }),
        message: ({ AutoScalingGroupName: name }) =>
          `The Instance Refresh for Auto Scaling group ${name} cannot be rolled back because it does not have a desired configuration.`,
      },
      LimitExceededFault: { never: "no quota of refreshes is published" },
    },
  },

  DescribeInstanceRefreshes: {
    accepted: [
      {
        says: "by id",
        input: async (stage) => {
          const { group, refreshId } = await refreshing(stage);
          return {
            AutoScalingGroupName: group,
            InstanceRefreshIds: [refreshId, unknownRefresh],
            MaxRecords: 10,
          };
        },
        answer: ({ InstanceRefreshes }) =>
          expect(InstanceRefreshes).toMatchObject([{ Strategy: "Rolling" }]),
      },
      {
        says: "nothing for an id that is unknown",
        input: async (stage) => ({
          AutoScalingGroupName: (await refreshing(stage)).group,
          InstanceRefreshIds: [unknownRefresh],
        }),
        answer: (answer) => expect(answer).toEqual({ InstanceRefreshes: [] }),
      },
    ],
    unknownGroup: "described",
  },
};
