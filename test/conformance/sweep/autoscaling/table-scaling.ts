/** Rows of scaling policies, scheduled actions, account settings, and the lists of types. */
import { expect } from "vitest";
import { aGroup } from "../../../support/fleet.ts";
import {
  predictivePolicy,
  simplePolicy,
  stepPolicy,
  trackingPolicy,
} from "../../../support/policies.ts";
import { plain, type Table } from "./rows.ts";
import { inAnHour } from "./scenes.ts";
import type { Stage } from "./stage.ts";

const noPolicy = "Policy nowhere not found";
const noAction = "Scheduled action name not found";
const simple = { PolicyName: "out", PolicyType: "SimpleScaling", ...simplePolicy };

async function withPolicy(stage: Stage, policy: object = simple): Promise<string> {
  const AutoScalingGroupName = await aGroup(stage);
  await stage.send("PutScalingPolicy", { AutoScalingGroupName, PolicyName: "out", ...policy });
  return AutoScalingGroupName;
}

async function withAction(stage: Stage): Promise<string> {
  const AutoScalingGroupName = await aGroup(stage);
  await stage.send("PutScheduledUpdateGroupAction", {
    AutoScalingGroupName,
    ScheduledActionName: "later",
    StartTime: inAnHour(stage),
    DesiredCapacity: 1,
  });
  return AutoScalingGroupName;
}

async function withMostActions(stage: Stage): Promise<string> {
  const AutoScalingGroupName = await aGroup(stage);
  for (let done = 0; done < 125; done += 25) {
    await stage.send("BatchPutScheduledUpdateGroupAction", {
      AutoScalingGroupName,
      ScheduledUpdateGroupActions: Array.from({ length: 25 }, (_, nth) => ({
        ScheduledActionName: `action-${done + nth}`,
        DesiredCapacity: 1,
        StartTime: inAnHour(stage, done + nth + 1),
      })),
    });
  }
  return AutoScalingGroupName;
}

export const scalingTable: Table = {
  PutScalingPolicy: {
    accepted: [
      {
        says: "simple",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          PolicyName: "simple",
          PolicyType: "SimpleScaling",
          Cooldown: 60,
          Enabled: true,
          AdjustmentType: "PercentChangeInCapacity",
          ScalingAdjustment: 10,
          MinAdjustmentStep: 1,
          MinAdjustmentMagnitude: 1,
        }),
        answer: ({ PolicyARN }) => expect(PolicyARN).toMatch(/:policyName\/simple$/),
      },
      {
        says: "step",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          PolicyName: "step",
          ...stepPolicy,
          StepAdjustments: [...stepPolicy.StepAdjustments],
          MetricAggregationType: "Maximum",
          EstimatedInstanceWarmup: 30,
        }),
      },
      {
        says: "target tracking, with its alarms",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          PolicyName: "track",
          ...trackingPolicy,
        }),
        answer: ({ Alarms }) => expect(Alarms).toHaveLength(2),
      },
      {
        says: "predictive",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          PolicyName: "foresee",
          PolicyType: "PredictiveScaling",
          PredictiveScalingConfiguration: {
            MetricSpecifications: [
              ...predictivePolicy.PredictiveScalingConfiguration.MetricSpecifications,
            ],
          },
        }),
      },
    ],
    unknownGroup: "mutated",
    faults: {
      LimitExceededFault: {
        input: async (stage) => {
          const AutoScalingGroupName = await aGroup(stage);
          for (let nth = 0; nth < 50; nth++) {
            const PolicyName = `policy-${nth}`;
            await stage.send("PutScalingPolicy", {
              AutoScalingGroupName,
              PolicyName,
              ...simplePolicy,
            });
          }
          return { AutoScalingGroupName, ...simple };
        },
        message: "A group can have no more than 50 scaling policies.",
      },
    },
  },

  DeletePolicy: {
    accepted: [
      {
        says: "with its alarms",
        input: async (stage) => ({
          AutoScalingGroupName: await withPolicy(stage, trackingPolicy),
          PolicyName: "out",
        }),
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "policy",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          PolicyName: "nowhere",
        }),
        message: noPolicy,
      },
    ],
  },

  DescribePolicies: {
    accepted: [
      {
        says: "by name and type, without one that is unknown",
        input: async (stage) => ({
          AutoScalingGroupName: await withPolicy(stage),
          PolicyNames: ["out", "nowhere"],
          PolicyTypes: ["SimpleScaling"],
          MaxRecords: 10,
          IncludeManagedResources: true,
        }),
        answer: ({ ScalingPolicies }) =>
          expect(ScalingPolicies).toMatchObject([{ PolicyName: "out", ScalingAdjustment: 1 }]),
      },
    ],
    unknownGroup: "described",
  },

  ExecutePolicy: {
    accepted: [
      {
        says: "a simple policy",
        input: async (stage) => ({
          AutoScalingGroupName: await withPolicy(stage),
          PolicyName: "out",
          HonorCooldown: true,
        }),
      },
      {
        says: "a step policy",
        input: async (stage) => ({
          AutoScalingGroupName: await withPolicy(stage, stepPolicy),
          PolicyName: "out",
          MetricValue: 65,
          BreachThreshold: 50,
        }),
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "policy",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          PolicyName: "nowhere",
        }),
        message: noPolicy,
      },
    ],
    faults: {
      ScalingActivityInProgressFault: {
        input: async (stage) => {
          const AutoScalingGroupName = await withPolicy(stage);
          await stage.send("ExecutePolicy", { AutoScalingGroupName, PolicyName: "out" });
          stage.advance(60);
          return { AutoScalingGroupName, PolicyName: "out", HonorCooldown: true };
        },
        message: /^Scaling activity [0-9a-f-]{36} is in progress and blocks this action$/,
      },
    },
  },

  PutScheduledUpdateGroupAction: {
    accepted: [
      {
        says: "with every member",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          ScheduledActionName: "daily",
          StartTime: inAnHour(stage),
          EndTime: inAnHour(stage, 100),
          Recurrence: "0 9 * * *",
          TimeZone: "Europe/Berlin",
          MinSize: 0,
          MaxSize: 3,
          DesiredCapacity: 1,
        }),
      },
      {
        says: "with the old name of the start time, which AWS does not use any more",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          ScheduledActionName: "old",
          Time: inAnHour(stage),
          StartTime: inAnHour(stage, 2),
          MinSize: 0,
        }),
      },
    ],
    unknownGroup: "mutated",
    faults: {
      AlreadyExistsFault: {
        input: async (stage) => ({
          AutoScalingGroupName: await withAction(stage),
          ScheduledActionName: "other",
          StartTime: inAnHour(stage),
          DesiredCapacity: 1,
        }),
        message: "Scheduled action with this scheduled start time already exists",
      },
      LimitExceededFault: {
        input: async (stage) => ({
          AutoScalingGroupName: await withMostActions(stage),
          ScheduledActionName: "one-more",
          DesiredCapacity: 1,
          StartTime: inAnHour(stage, 500),
        }),
        message: "A group can have no more than 125 scheduled actions.",
      },
    },
  },

  BatchPutScheduledUpdateGroupAction: {
    accepted: [
      {
        says: "one action, and one at the same time that is listed as refused",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          ScheduledUpdateGroupActions: ["first", "second"].map((ScheduledActionName) => ({
            ScheduledActionName,
            StartTime: inAnHour(stage),
            DesiredCapacity: 1,
          })),
        }),
        answer: ({ FailedScheduledUpdateGroupActions: failed }) =>
          expect(failed).toMatchObject([
            { ScheduledActionName: "second", ErrorCode: "AlreadyExists" },
          ]),
      },
      {
        says: "one too many, which is listed as refused",
        input: async (stage) => ({
          AutoScalingGroupName: await withMostActions(stage),
          ScheduledUpdateGroupActions: [
            {
              ScheduledActionName: "one-more",
              DesiredCapacity: 1,
              StartTime: inAnHour(stage, 500),
            },
          ],
        }),
        answer: ({ FailedScheduledUpdateGroupActions: failed }) =>
          expect(failed).toMatchObject([{ ErrorCode: "LimitExceeded" }]),
      },
    ],
    unknownGroup: "mutated",
    faults: {
      AlreadyExistsFault: { never: "the action is listed in the answer with this code" },
      LimitExceededFault: { never: "the action is listed in the answer with this code" },
    },
  },

  DeleteScheduledAction: {
    accepted: [
      {
        says: "by name",
        input: async (stage) => ({
          AutoScalingGroupName: await withAction(stage),
          ScheduledActionName: "later",
        }),
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "scheduled action",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          ScheduledActionName: "nowhere",
        }),
        message: noAction,
      },
    ],
  },

  BatchDeleteScheduledAction: {
    accepted: [
      {
        says: "one action; an unknown one is listed",
        input: async (stage) => ({
          AutoScalingGroupName: await withAction(stage),
          ScheduledActionNames: ["later", "nowhere"],
        }),
        answer: ({ FailedScheduledActions }) =>
          expect(FailedScheduledActions).toEqual([
            {
              ScheduledActionName: "nowhere",
              ErrorCode: "ValidationError",
              ErrorMessage: noAction,
            },
          ]),
      },
    ],
    unknownGroup: "mutated",
  },

  DescribeScheduledActions: {
    accepted: [
      {
        says: "by name, without one that is unknown",
        input: async (stage) => ({
          AutoScalingGroupName: await withAction(stage),
          ScheduledActionNames: ["later", "nowhere"],
          MaxRecords: 10,
          IncludeManagedResources: true,
        }),
        answer: ({ ScheduledUpdateGroupActions }) =>
          expect(ScheduledUpdateGroupActions).toMatchObject([{ DesiredCapacity: 1 }]),
      },
      {
        says: "those that begin in a time",
        input: async (stage) => ({
          AutoScalingGroupName: await withAction(stage),
          StartTime: inAnHour(stage, 2),
          EndTime: inAnHour(stage, 3),
        }),
        answer: (answer) => expect(answer).toEqual({ ScheduledUpdateGroupActions: [] }),
      },
    ],
    unknownGroup: "described",
  },

  PutAccountSetting: {
    accepted: [{ says: "on", input: () => ({ Name: "launchBeforeTerminate", Value: "enabled" }) }],
    unknown: [
      {
        says: "setting",
        input: () => ({ Name: "nowhere", Value: "enabled" }),
        message: "nowhere is not an account setting.",
      },
    ],
  },

  DescribeAccountSettings: {
    accepted: [
      {
        says: "by name",
        input: () => ({ Name: "launchBeforeTerminate", MaxRecords: 10 }),
        answer: ({ Settings }) =>
          expect(Settings).toMatchObject([{ Name: "launchBeforeTerminate" }]),
      },
    ],
    unknown: [
      {
        says: "setting",
        input: () => ({ Name: "nowhere" }),
        message: "nowhere is not an account setting.",
      },
    ],
  },

  DescribeAccountLimits: plain("quotas and counts", (answer) =>
    expect(answer).toMatchObject({
      MaxNumberOfAutoScalingGroups: 500,
      MaxNumberOfLaunchConfigurations: 200,
      NumberOfAutoScalingGroups: expect.any(Number),
    }),
  ),
  DescribeAdjustmentTypes: plain("three", ({ AdjustmentTypes }) =>
    expect(AdjustmentTypes).toHaveLength(3),
  ),
  DescribeAutoScalingNotificationTypes: plain("with test notifications", (answer) =>
    expect(answer.AutoScalingNotificationTypes).toContain("autoscaling:TEST_NOTIFICATION"),
  ),
  DescribeLifecycleHookTypes: plain("both transitions", ({ LifecycleHookTypes }) =>
    expect(LifecycleHookTypes).toHaveLength(2),
  ),
  DescribeMetricCollectionTypes: plain("25 metrics", ({ Metrics }) =>
    expect(Metrics).toHaveLength(25),
  ),
  DescribeScalingProcessTypes: plain("nine processes", ({ Processes }) =>
    expect(Processes).toHaveLength(9),
  ),
  DescribeTerminationPolicyTypes: plain("with the default", ({ TerminationPolicyTypes }) =>
    expect(TerminationPolicyTypes).toContain("Default"),
  ),
};
