/** Rows of launch configurations, load balancers, target groups and traffic sources. */
import { expect } from "vitest";
import { aGroup, newName } from "../../../support/fleet.ts";
import type { Table } from "./rows.ts";
import { fleet, replacingRootVolume, targetGroup } from "./scenes.ts";

const contents = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.nano" };
const rootVolumes =
  "An Instance Refresh is already in progress and blocks the execution of this operation.";
const sources = [{ Identifier: targetGroup("web"), Type: "elbv2" }];

export const launchingTable: Table = {
  CreateLaunchConfiguration: {
    accepted: [
      {
        says: "every member",
        input: () => ({
          LaunchConfigurationName: newName("configuration"),
          ...contents,
          KeyName: "key",
          SecurityGroups: ["sg-0123456789abcdef0"],
          ClassicLinkVPCId: "vpc-1",
          ClassicLinkVPCSecurityGroups: ["sg-1"],
          UserData: "IyE=",
          KernelId: "aki-1",
          RamdiskId: "ari-1",
          InstanceMonitoring: { Enabled: false },
          SpotPrice: "0.5",
          BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 8 } }],
          IamInstanceProfile: "profile",
          EbsOptimized: true,
          PlacementTenancy: "default",
          AssociatePublicIpAddress: true,
          MetadataOptions: { HttpTokens: "required" },
        }),
      },
      {
        says: "like an instance",
        input: async (stage) => ({
          LaunchConfigurationName: newName("configuration"),
          InstanceId: (await fleet(stage)).id,
        }),
      },
    ],
    unknown: [
      {
        says: "instance",
        input: () => ({
          LaunchConfigurationName: newName("configuration"),
          InstanceId: "i-0123456789abcdef0",
        }),
        message: "The instance ID 'i-0123456789abcdef0' does not exist",
      },
    ],
    faults: {
      AlreadyExistsFault: {
        input: async (stage) => {
          const input = { LaunchConfigurationName: newName("configuration"), ...contents };
          await stage.send("CreateLaunchConfiguration", input);
          return input;
        },
        message: ({ LaunchConfigurationName: name }) =>
          `Launch Configuration by this name already exists - A launch configuration already exists with the name ${name}`,
      },
      LimitExceededFault: {
        never:
          "AWS's quota of launch configurations can be raised for an account; it is described and not enforced",
      },
    },
  },

  DeleteLaunchConfiguration: {
    accepted: [
      {
        says: "one that no group uses",
        input: async (stage) => {
          const named = { LaunchConfigurationName: newName("configuration") };
          await stage.send("CreateLaunchConfiguration", { ...named, ...contents });
          return named;
        },
      },
    ],
    unknown: [
      {
        says: "launch configuration",
        input: () => ({ LaunchConfigurationName: "nowhere" }),
        message: "Launch configuration name not found - Launch configuration nowhere not found",
      },
    ],
    faults: {
      ResourceInUseFault: {
        input: async (stage) => {
          const named = { LaunchConfigurationName: newName("configuration") };
          await stage.send("CreateLaunchConfiguration", { ...named, ...contents });
          await stage.send("CreateAutoScalingGroup", {
            AutoScalingGroupName: "user-of-configuration",
            MinSize: 0,
            MaxSize: 1,
            ...named,
            AvailabilityZones: ["us-east-1a"],
          });
          return named;
        },
        message: ({ LaunchConfigurationName: name }) =>
          `Cannot delete launch configuration ${name} because it is attached to AutoScalingGroup user-of-configuration`,
      },
    },
  },

  DescribeLaunchConfigurations: {
    accepted: [
      {
        says: "by name",
        input: async (stage) => {
          const name = newName("configuration");
          const input = { LaunchConfigurationName: name, ...contents };
          await stage.send("CreateLaunchConfiguration", input);
          return { LaunchConfigurationNames: [name], MaxRecords: 1 };
        },
        answer: ({ LaunchConfigurations }) =>
          expect(LaunchConfigurations).toMatchObject([contents]),
      },
      {
        says: "nothing for a name that is unknown",
        input: () => ({ LaunchConfigurationNames: ["nowhere"] }),
        answer: (answer) => expect(answer).toEqual({ LaunchConfigurations: [] }),
      },
    ],
  },

  AttachLoadBalancerTargetGroups: {
    accepted: [
      {
        says: "a target group",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          TargetGroupARNs: [targetGroup("web")],
        }),
      },
    ],
    unknownGroup: "mutated",
    faults: {
      InstanceRefreshInProgressFault: {
        input: async (stage) => ({
          AutoScalingGroupName: await replacingRootVolume(stage),
          TargetGroupARNs: [targetGroup("web")],
        }),
        message: rootVolumes,
      },
    },
  },

  AttachLoadBalancers: {
    accepted: [
      {
        says: "a classic load balancer",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          LoadBalancerNames: ["classic"],
        }),
      },
    ],
    unknownGroup: "mutated",
    faults: {
      InstanceRefreshInProgressFault: {
        input: async (stage) => ({
          AutoScalingGroupName: await replacingRootVolume(stage),
          LoadBalancerNames: ["classic"],
        }),
        message: rootVolumes,
      },
    },
  },

  AttachTrafficSources: {
    accepted: [
      {
        says: "a target group",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          TrafficSources: sources,
          SkipZonalShiftValidation: true,
        }),
      },
    ],
    unknownGroup: "mutated",
    faults: {
      InstanceRefreshInProgressFault: {
        input: async (stage) => ({
          AutoScalingGroupName: await replacingRootVolume(stage),
          TrafficSources: sources,
        }),
        message: rootVolumes,
      },
    },
  },

  DetachLoadBalancerTargetGroups: {
    accepted: [
      {
        says: "a target group",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage, { TargetGroupARNs: [targetGroup("web")] }),
          TargetGroupARNs: [targetGroup("web")],
        }),
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "target group",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          TargetGroupARNs: [targetGroup("web")],
        }),
        message: "Trying to remove Target Groups that are not part of the group",
      },
    ],
  },

  DetachLoadBalancers: {
    accepted: [
      {
        says: "a classic load balancer",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage, { LoadBalancerNames: ["classic"] }),
          LoadBalancerNames: ["classic"],
        }),
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "load balancer",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          LoadBalancerNames: ["classic"],
        }),
        message: "Trying to remove Load Balancers that are not part of the group",
      },
    ],
  },

  DetachTrafficSources: {
    accepted: [
      {
        says: "a target group",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage, { TrafficSources: sources }),
          TrafficSources: sources,
        }),
      },
    ],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "traffic source",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          TrafficSources: sources,
        }),
        message: "Trying to remove Traffic Sources that are not part of the group",
      },
    ],
  },

  DescribeLoadBalancerTargetGroups: {
    accepted: [
      {
        says: "the target groups of a group",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage, { TargetGroupARNs: [targetGroup("web")] }),
          MaxRecords: 10,
        }),
        answer: ({ LoadBalancerTargetGroups: found }) =>
          expect(found).toMatchObject([{ LoadBalancerTargetGroupARN: targetGroup("web") }]),
      },
    ],
    unknownGroup: "described",
  },

  DescribeLoadBalancers: {
    accepted: [
      {
        says: "the load balancers of a group",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage, { LoadBalancerNames: ["classic"] }),
          MaxRecords: 10,
        }),
        answer: ({ LoadBalancers: found }) =>
          expect(found).toMatchObject([{ LoadBalancerName: "classic" }]),
      },
    ],
    unknownGroup: "described",
  },

  DescribeTrafficSources: {
    accepted: [
      {
        says: "the sources of one type",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage, { TrafficSources: sources }),
          TrafficSourceType: "elbv2",
          MaxRecords: 10,
        }),
        answer: ({ TrafficSources: found }) => expect(found).toMatchObject(sources),
      },
    ],
    unknownGroup: "described",
  },
};
