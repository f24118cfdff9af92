/** Rows of the operations on groups themselves: sizes, settings, processes, tags, deletion. */
import type { LaunchTemplateSpecification } from "@aws-sdk/client-auto-scaling";
import { expect } from "vitest";
import { groupMetrics } from "../../../../src/domain/group-metrics.ts";
import { aGroup, aTemplate, groupInput, newName } from "../../../support/fleet.ts";
import type { Table } from "./rows.ts";
import { fleet, targetGroup, topic, unknownTemplate } from "./scenes.ts";

const manyTags = (ResourceId: string) =>
  Array.from({ length: 51 }, (_, nth) => ({
    ResourceId,
    ResourceType: "auto-scaling-group",
    Key: `key-${nth}`,
    Value: "",
    PropagateAtLaunch: false,
  }));

const tagOf = (ResourceId: string) => ({
  ResourceId,
  ResourceType: "auto-scaling-group",
  Key: "team",
  Value: "blue",
  PropagateAtLaunch: true,
});

/** The members that create and update have in common, each with a value. */
const settings = {
  DefaultCooldown: 60,
  HealthCheckType: "ELB,EBS",
  HealthCheckGracePeriod: 30,
  PlacementGroup: "near",
  TerminationPolicies: ["OldestInstance", "Default"],
  NewInstancesProtectedFromScaleIn: true,
  CapacityRebalance: true,
  Context: "reserved",
  MaxInstanceLifetime: 86_400,
  DesiredCapacityType: "units",
  DefaultInstanceWarmup: 10,
  ServiceLinkedRoleARN: "arn:aws:iam::123456789012:role/aws-service-role/own",
  InstanceMaintenancePolicy: { MinHealthyPercentage: 90, MaxHealthyPercentage: 120 },
  AvailabilityZoneDistribution: { CapacityDistributionStrategy: "balanced-only" },
  AvailabilityZoneImpairmentPolicy: {
    ZonalShiftEnabled: true,
    ImpairedZoneHealthCheckBehavior: "IgnoreUnhealthy",
  },
  CapacityReservationSpecification: { CapacityReservationPreference: "none" },
  InstanceLifecyclePolicy: { RetentionTriggers: { TerminateHookAbandon: "retain" } },
  DeletionProtection: "prevent-force-deletion",
  SkipZonalShiftValidation: true,
};

const templateMissing =
  "You must use a valid fully-formed launch template. The specified launch template, with " +
  `template ID ${unknownTemplate}, does not exist.`;
const configurationMissing =
  "Launch configuration name not found - A launch configuration with the name: nowhere does not " +
  "exist";

export const groupTable: Table = {
  CreateAutoScalingGroup: {
    accepted: [
      {
        says: "a group with every setting",
        input: async (stage) => ({
          ...groupInput(await aTemplate(stage)),
          ...settings,
          DesiredCapacity: 1,
          LoadBalancerNames: ["classic"],
          TargetGroupARNs: [targetGroup("created")],
          Tags: [{ Key: "team", Value: "blue", PropagateAtLaunch: true }],
          TrafficSources: [{ Identifier: targetGroup("created"), Type: "elbv2" }],
          Operator: { Principal: "operator.amazonaws.com" },
          LifecycleHookSpecificationList: [
            { LifecycleHookName: "in", LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING" },
          ],
        }),
      },
      {
        says: "a group in zones by id",
        input: async (stage) => ({
          ...groupInput(await aTemplate(stage), { AvailabilityZones: [] }),
          AvailabilityZoneIds: ["use1-az1"],
        }),
      },
      {
        says: "a group in subnets with a mixed instances policy",
        input: async (stage) => {
          const { id } = await aTemplate(stage);
          const { LaunchTemplate, AvailabilityZones, ...others } = groupInput({ id });
          const specification = { LaunchTemplateId: id, Version: "1" };
          return {
            ...others,
            VPCZoneIdentifier: stage.subnets.join(","),
            MixedInstancesPolicy: {
              LaunchTemplate: { LaunchTemplateSpecification: specification },
            },
          };
        },
      },
      {
        says: "a group like an instance",
        input: async (stage) => {
          const { id } = await fleet(stage);
          const { LaunchTemplate, ...others } = groupInput({ id: "" });
          return { ...others, InstanceId: id };
        },
      },
      {
        says: "a group of a launch configuration",
        input: async (stage) => {
          const LaunchConfigurationName = newName("configuration");
          const contents = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.nano" };
          await stage.send("CreateLaunchConfiguration", { LaunchConfigurationName, ...contents });
          const { LaunchTemplate, ...others } = groupInput({ id: "" });
          return { ...others, LaunchConfigurationName };
        },
      },
    ],
    unknown: [
      {
        says: "launch template",
        input: () => groupInput({ id: unknownTemplate }),
        message: templateMissing,
      },
      {
        says: "launch template version",
        input: async (stage) => {
          const { id } = await aTemplate(stage);
          return groupInput({ id }, { LaunchTemplate: { LaunchTemplateId: id, Version: "9" } });
        },
        message: ({ LaunchTemplate }) =>
          "Could not find the specified version 9 for the launch template with ID " +
          `${(LaunchTemplate as LaunchTemplateSpecification).LaunchTemplateId}.`,
      },
      {
        says: "launch configuration",
        input: () => {
          const { LaunchTemplate, ...others } = groupInput({ id: "" });
          return { ...others, LaunchConfigurationName: "nowhere" };
        },
        message: configurationMissing,
      },
      {
        says: "subnet",
        input: async (stage) => ({
          ...groupInput(await aTemplate(stage), { AvailabilityZones: undefined }),
          VPCZoneIdentifier: "subnet-0123456789abcdef0",
        }),
        message: "The subnet ID 'subnet-0123456789abcdef0' does not exist",
      },
      {
        says: "instance",
        input: () => {
          const { LaunchTemplate, ...others } = groupInput({ id: "" });
          return { ...others, InstanceId: "i-0123456789abcdef0" };
        },
        message: "The instance ID 'i-0123456789abcdef0' does not exist",
      },
    ],
    faults: {
      AlreadyExistsFault: {
        input: async (stage) => ({
          ...groupInput(await aTemplate(stage)),
          AutoScalingGroupName: await aGroup(stage),
        }),
        message: ({ AutoScalingGroupName: name }) =>
          `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`,
      },
      LimitExceededFault: {
        input: async (stage) => {
          const input = groupInput(await aTemplate(stage));
          return { ...input, Tags: manyTags(input.AutoScalingGroupName ?? "") };
        },
        message: "You tried to create more tags than allowed",
      },
    },
  },

  UpdateAutoScalingGroup: {
    accepted: [
      {
        says: "every setting",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          ...settings,
          MinSize: 1,
          MaxSize: 3,
          DesiredCapacity: 2,
          AvailabilityZones: ["us-east-1c"],
          LaunchTemplate: { LaunchTemplateId: (await aTemplate(stage)).id, Version: "1" },
        }),
      },
      {
        says: "a mixed instances policy and zones by id",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          AvailabilityZoneIds: ["use1-az1"],
          MixedInstancesPolicy: {
            LaunchTemplate: {
              LaunchTemplateSpecification: { LaunchTemplateId: (await aTemplate(stage)).id },
            },
          },
        }),
      },
      {
        says: "subnets and a launch configuration",
        input: async (stage) => {
          const LaunchConfigurationName = newName("configuration");
          const contents = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.nano" };
          await stage.send("CreateLaunchConfiguration", { LaunchConfigurationName, ...contents });
          return {
            AutoScalingGroupName: await aGroup(stage),
            VPCZoneIdentifier: stage.subnets.join(","),
            LaunchConfigurationName,
          };
        },
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "launch template",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          LaunchTemplate: { LaunchTemplateId: unknownTemplate },
        }),
        message: templateMissing,
      },
      {
        says: "launch configuration",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          LaunchConfigurationName: "nowhere",
        }),
        message: configurationMissing,
      },
    ],
    faults: {
      ScalingActivityInProgressFault: {
        never:
          "AWS accepts updates while activities run (R-194); only a refresh's are refused, with ValidationError",
      },
    },
  },

  DeleteAutoScalingGroup: {
    accepted: [
      {
        says: "an empty group",
        input: async (stage) => ({ AutoScalingGroupName: await aGroup(stage) }),
      },
      {
        says: "with its instances",
        input: async (stage) => ({
          AutoScalingGroupName: (await fleet(stage)).group,
          ForceDelete: true,
        }),
      },
    ],
    unknownGroup: "deleted",
    faults: {
      ResourceInUseFault: {
        input: async (stage) => ({ AutoScalingGroupName: (await fleet(stage)).group }),
        message:
          "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.",
      },
      ScalingActivityInProgressFault: {
        input: async (stage) => {
          const { group: AutoScalingGroupName } = await fleet(stage);
          const none = { AutoScalingGroupName, DesiredCapacity: 0 };
          await stage.send("SetDesiredCapacity", none);
          stage.advance(20);
          return { AutoScalingGroupName };
        },
        message:
          "You cannot delete an AutoScalingGroup while there are scaling activities in progress for that group.",
      },
    },
  },

  DescribeAutoScalingGroups: {
    accepted: [
      {
        says: "one group, by name and by tag, with and without what is managed",
        input: async (stage) => {
          const name = await aGroup(stage, { DesiredCapacity: 1 });
          stage.advance(60);
          await stage.send("CreateOrUpdateTags", { Tags: [tagOf(name)] });
          return {
            AutoScalingGroupNames: [name],
            IncludeInstances: true,
            MaxRecords: 1,
            IncludeManagedResources: true,
            Filters: [{ Name: "tag:team", Values: ["blue"] }],
          };
        },
        answer: ({ AutoScalingGroups }) =>
          expect(AutoScalingGroups).toMatchObject([{ Instances: [{}], Tags: [{ Key: "team" }] }]),
      },
      {
        says: "nothing for a name that is unknown (G-055)",
        input: () => ({ AutoScalingGroupNames: ["nowhere"] }),
        answer: (answer) => expect(answer).toEqual({ AutoScalingGroups: [] }),
      },
    ],
  },

  SetDesiredCapacity: {
    accepted: [
      {
        says: "within the bounds",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          DesiredCapacity: 2,
          HonorCooldown: true,
        }),
      },
    ],
    unknownGroup: "mutated",
    faults: {
      ScalingActivityInProgressFault: {
        input: async (stage) => {
          const AutoScalingGroupName = await aGroup(stage);
          const policy = { AutoScalingGroupName, PolicyName: "out" };
          const adjustment = { AdjustmentType: "ChangeInCapacity", ScalingAdjustment: 1 };
          await stage.send("PutScalingPolicy", { ...policy, ...adjustment });
          await stage.send("ExecutePolicy", policy);
          stage.advance(60);
          return { AutoScalingGroupName, DesiredCapacity: 3, HonorCooldown: true };
        },
        message: /^Scaling activity [0-9a-f-]{36} is in progress and blocks this action$/,
      },
    },
  },

  SuspendProcesses: {
    accepted: [
      {
        says: "one process",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          ScalingProcesses: ["Launch"],
        }),
      },
    ],
    unknownGroup: "mutated",
    groupInDeletion: "suspended",
    unknown: [
      {
        says: "process",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          ScalingProcesses: ["Nap"],
        }),
        message:
          "Nap is not a valid process type. Valid process types are: [Launch, Terminate, AddToLoadBalancer, AlarmNotification, AZRebalance, HealthCheck, InstanceRefresh, ReplaceUnhealthy, ScheduledActions].",
      },
    ],
    faults: {
      ResourceInUseFault: {
        never:
          "AWS models it for a group in deletion, which public reports answer with ValidationError (G-169)",
      },
    },
  },

  ResumeProcesses: {
    accepted: [
      {
        says: "all processes",
        input: async (stage) => {
          const AutoScalingGroupName = await aGroup(stage);
          await stage.send("SuspendProcesses", { AutoScalingGroupName });
          return { AutoScalingGroupName, ScalingProcesses: ["Launch", "Terminate"] };
        },
      },
    ],
    unknownGroup: "mutated",
    faults: {
      ResourceInUseFault: { never: "a group in deletion has words of its own (G-202)" },
    },
  },

  CreateOrUpdateTags: {
    accepted: [{ says: "a tag", input: async (stage) => ({ Tags: [tagOf(await aGroup(stage))] }) }],
    unknown: [
      {
        says: "group",
        input: () => ({ Tags: [tagOf("nowhere")] }),
        message: "AutoScalingGroup not found - AutoScaling Group nowhere not found",
      },
    ],
    faults: {
      LimitExceededFault: {
        input: async (stage) => ({ Tags: manyTags(await aGroup(stage)) }),
        message: "You tried to create more tags than allowed",
      },
      AlreadyExistsFault: { never: "a tag that is there gets the new value (G-164)" },
      ResourceInUseFault: { never: "a group in deletion has words of its own (G-201)" },
    },
  },

  DeleteTags: {
    accepted: [
      {
        says: "a tag, and one that is not there (G-164)",
        input: async (stage) => {
          const Tags = [tagOf(await aGroup(stage))];
          await stage.send("CreateOrUpdateTags", { Tags });
          return { Tags: [...Tags, ...Tags.map((tag) => ({ ...tag, Key: "missing" }))] };
        },
      },
    ],
    unknown: [
      {
        says: "group",
        input: () => ({ Tags: [tagOf("nowhere")] }),
        message: "AutoScalingGroup not found - AutoScaling Group nowhere not found",
      },
    ],
    faults: {
      ResourceInUseFault: { never: "a group in deletion has words of its own (G-201)" },
    },
  },

  DescribeTags: {
    accepted: [
      {
        says: "the tags of a group",
        input: async (stage) => {
          const name = await aGroup(stage);
          await stage.send("CreateOrUpdateTags", { Tags: [tagOf(name)] });
          const Filters = [{ Name: "auto-scaling-group", Values: [name] }];
          return { Filters, MaxRecords: 5, IncludeManagedResources: true };
        },
        answer: ({ Tags }) => expect(Tags).toMatchObject([{ Key: "team", Value: "blue" }]),
      },
    ],
  },

  PutNotificationConfiguration: {
    accepted: [
      {
        says: "a topic",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          TopicARN: topic,
          NotificationTypes: ["autoscaling:EC2_INSTANCE_LAUNCH"],
        }),
      },
    ],
    unknownGroup: "mutated",
    faults: {
      LimitExceededFault: {
        input: async (stage) => {
          const AutoScalingGroupName = await aGroup(stage);
          const NotificationTypes = ["autoscaling:EC2_INSTANCE_LAUNCH"];
          for (let nth = 0; nth < 10; nth++) {
            const named = { AutoScalingGroupName, TopicARN: `${topic}-${nth}` };
            await stage.send("PutNotificationConfiguration", { ...named, NotificationTypes });
          }
          return { AutoScalingGroupName, TopicARN: topic, NotificationTypes };
        },
        message: ({ AutoScalingGroupName: name }) =>
          `Your AutoScaling Group:${name} can't have more than 10 topics`,
      },
    },
  },

  DeleteNotificationConfiguration: {
    accepted: [
      {
        says: "a topic",
        input: async (stage) => {
          const named = { AutoScalingGroupName: await aGroup(stage), TopicARN: topic };
          const NotificationTypes = ["autoscaling:EC2_INSTANCE_LAUNCH"];
          await stage.send("PutNotificationConfiguration", { ...named, NotificationTypes });
          return named;
        },
      },
    ],
    unknownGroup: "mutated",
  },

  DescribeNotificationConfigurations: {
    accepted: [
      {
        says: "the topics of a group",
        input: async (stage) => {
          const named = { AutoScalingGroupName: await aGroup(stage), TopicARN: topic };
          const NotificationTypes = ["autoscaling:EC2_INSTANCE_LAUNCH"];
          await stage.send("PutNotificationConfiguration", { ...named, NotificationTypes });
          const AutoScalingGroupNames = [named.AutoScalingGroupName];
          return { AutoScalingGroupNames, MaxRecords: 5, IncludeManagedResources: true };
        },
        answer: ({ NotificationConfigurations }) =>
          expect(NotificationConfigurations).toMatchObject([{ TopicARN: topic }]),
      },
    ],
    unknown: [
      {
        says: "group",
        input: () => ({ AutoScalingGroupNames: ["nowhere"] }),
        message: "AutoScalingGroup name not found - AutoScalingGroup nowhere not found",
      },
    ],
  },

  EnableMetricsCollection: {
    accepted: [
      {
        says: "one metric",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          Metrics: ["GroupMinSize"],
          Granularity: "1Minute",
        }),
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "metric",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          Metrics: ["GroupMood"],
          Granularity: "1Minute",
        }),
        message: `Valid metrics collection types are: [${groupMetrics.join(", ")}].`,
      },
    ],
  },

  DisableMetricsCollection: {
    accepted: [
      {
        says: "one of all metrics",
        input: async (stage) => {
          const AutoScalingGroupName = await aGroup(stage);
          const all = { AutoScalingGroupName, Granularity: "1Minute" };
          await stage.send("EnableMetricsCollection", all);
          return { AutoScalingGroupName, Metrics: ["GroupMinSize"] };
        },
      },
    ],
    unknownGroup: "mutated",
  },
};
