/** Names the services that are generated: their SDK packages, and which operations are kept. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as autoscaling from "@aws-sdk/client-auto-scaling";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as ec2 from "@aws-sdk/client-ec2";
import * as elb from "@aws-sdk/client-elastic-load-balancing";
import * as elbv2 from "@aws-sdk/client-elastic-load-balancing-v2";
import * as ssm from "@aws-sdk/client-ssm";
import * as sts from "@aws-sdk/client-sts";

/** One service: its SDK package, and the operations kept with their shapes ("all" or a list). */
export interface Source {
  readonly sdkPackage: string;
  readonly sdk: Readonly<Record<string, unknown>>;
  readonly signingName: string;
  /** The namespace on the wire, where the published one differs from what the service answers. */
  readonly xmlNamespace?: string;
  readonly operations: "all" | readonly string[];
}

const ec2Operations = [
  "CreateLaunchTemplate",
  "CreateLaunchTemplateVersion",
  "DescribeLaunchTemplates",
  "DescribeLaunchTemplateVersions",
  "DeleteLaunchTemplate",
  "DeleteLaunchTemplateVersions",
  "ModifyLaunchTemplate",
  "GetLaunchTemplateData",
  "DescribeInstances",
  "DescribeInstanceStatus",
  "TerminateInstances",
  "RunInstances",
  "StartInstances",
  "StopInstances",
  "DescribeSubnets",
  "DescribeVpcs",
  "DescribeSecurityGroups",
  "DescribeAvailabilityZones",
  "DescribeImages",
  "DescribeInstanceTypes",
  "DescribeInstanceTypeOfferings",
  "CreateTags",
  "DeleteTags",
  "DescribeTags",
  "DescribeAccountAttributes",
  "DescribeRegions",
  "DescribeVolumes",
  "DescribeNetworkInterfaces",
  "DescribeInstanceAttribute",
  "DescribeKeyPairs",
  "DeleteNetworkInterface",
  "CreateVpc",
  "DeleteVpc",
  "ModifyVpcAttribute",
  "DescribeVpcAttribute",
  "CreateSubnet",
  "DeleteSubnet",
  "ModifySubnetAttribute",
  "DescribeNetworkAcls",
  "CreateSecurityGroup",
  "DeleteSecurityGroup",
  "DescribeSecurityGroupRules",
  "AuthorizeSecurityGroupIngress",
  "AuthorizeSecurityGroupEgress",
  "RevokeSecurityGroupIngress",
  "RevokeSecurityGroupEgress",
  "ModifySecurityGroupRules",
  "CreateInternetGateway",
  "DeleteInternetGateway",
  "DescribeInternetGateways",
  "AttachInternetGateway",
  "DetachInternetGateway",
  "CreateRouteTable",
  "DeleteRouteTable",
  "DescribeRouteTables",
  "AssociateRouteTable",
  "DisassociateRouteTable",
  "ReplaceRouteTableAssociation",
  "CreateRoute",
  "ReplaceRoute",
  "DeleteRoute",
  "DescribeInstanceCreditSpecifications",
  "DescribeVpcClassicLink",
  "DescribeVpcClassicLinkDnsSupport",
  "RegisterImage",
  "DeregisterImage",
  "CreateImage",
  "CopyImage",
  "DeleteSnapshot",
  "CreateKeyPair",
  "ImportKeyPair",
  "DeleteKeyPair",
];

const cloudwatchOperations = [
  "PutMetricAlarm",
  "PutCompositeAlarm",
  "DescribeAlarms",
  "DescribeAlarmsForMetric",
  "SetAlarmState",
  "DeleteAlarms",
  "EnableAlarmActions",
  "DisableAlarmActions",
  "DescribeAlarmHistory",
  "PutMetricData",
  "ListTagsForResource",
  "TagResource",
  "UntagResource",
];

const ssmOperations = [
  "GetParameter",
  "GetParameters",
  "GetParametersByPath",
  "PutParameter",
  "DeleteParameter",
  "DeleteParameters",
  "DescribeParameters",
  "LabelParameterVersion",
  "AddTagsToResource",
  "GetParameterHistory",
  "ListTagsForResource",
  "RemoveTagsFromResource",
];

const elbOperations = [
  "CreateLoadBalancer",
  "DeleteLoadBalancer",
  "DescribeLoadBalancers",
  "DescribeLoadBalancerAttributes",
  "ModifyLoadBalancerAttributes",
  "ConfigureHealthCheck",
  "RegisterInstancesWithLoadBalancer",
  "DeregisterInstancesFromLoadBalancer",
  "DescribeInstanceHealth",
  "CreateLoadBalancerListeners",
  "DeleteLoadBalancerListeners",
  "ApplySecurityGroupsToLoadBalancer",
  "AttachLoadBalancerToSubnets",
  "DetachLoadBalancerFromSubnets",
  "EnableAvailabilityZonesForLoadBalancer",
  "DisableAvailabilityZonesForLoadBalancer",
  "AddTags",
  "DescribeTags",
  "RemoveTags",
  "DescribeLoadBalancerPolicies",
];

const elbv2Operations = [
  "CreateLoadBalancer",
  "DescribeLoadBalancers",
  "DeleteLoadBalancer",
  "DescribeLoadBalancerAttributes",
  "ModifyLoadBalancerAttributes",
  "CreateTargetGroup",
  "DescribeTargetGroups",
  "ModifyTargetGroup",
  "DeleteTargetGroup",
  "DescribeTargetGroupAttributes",
  "ModifyTargetGroupAttributes",
  "RegisterTargets",
  "DeregisterTargets",
  "DescribeTargetHealth",
  "CreateListener",
  "DescribeListeners",
  "DeleteListener",
  "AddTags",
  "DescribeTags",
  "RemoveTags",
  "ModifyListener",
  "DescribeListenerAttributes",
  "ModifyListenerAttributes",
  "DescribeCapacityReservation",
  "DescribeRules",
];

export const sources = {
  autoscaling: {
    sdkPackage: "@aws-sdk/client-auto-scaling",
    sdk: autoscaling as Readonly<Record<string, unknown>>,
    signingName: "autoscaling",
    operations: "all",
  },
  ec2: {
    sdkPackage: "@aws-sdk/client-ec2",
    sdk: ec2 as Readonly<Record<string, unknown>>,
    signingName: "ec2",
    xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15/",
    operations: ec2Operations,
  },
  cloudwatch: {
    sdkPackage: "@aws-sdk/client-cloudwatch",
    sdk: cloudwatch as Readonly<Record<string, unknown>>,
    signingName: "monitoring",
    operations: cloudwatchOperations,
  },
  elb: {
    sdkPackage: "@aws-sdk/client-elastic-load-balancing",
    sdk: elb as Readonly<Record<string, unknown>>,
    signingName: "elasticloadbalancing",
    operations: elbOperations,
  },
  elbv2: {
    sdkPackage: "@aws-sdk/client-elastic-load-balancing-v2",
    sdk: elbv2 as Readonly<Record<string, unknown>>,
    signingName: "elasticloadbalancing",
    operations: elbv2Operations,
  },
  ssm: {
    sdkPackage: "@aws-sdk/client-ssm",
    sdk: ssm as Readonly<Record<string, unknown>>,
    signingName: "ssm",
    xmlNamespace: "http://ssm.amazonaws.com/doc/2014-11-06/",
    operations: ssmOperations,
  },
  sts: {
    sdkPackage: "@aws-sdk/client-sts",
    sdk: sts as Readonly<Record<string, unknown>>,
    signingName: "sts",
    operations: ["GetCallerIdentity"],
  },
} as const satisfies Readonly<Record<string, Source>>;

export type Service = keyof typeof sources;
export const serviceNames = Object.keys(sources) as Service[];

/** Where the reduced published model of a service is kept in this repository. */
export const publishedFile = (service: Service) =>
  new URL(`../../../fixtures/models/${service}.json`, import.meta.url);

/** Where the generated model of a service is kept. */
export const generatedFile = (service: Service) =>
  new URL(`../../../src/model/generated/${service}.json`, import.meta.url);

/** The installed version of a service's SDK package, such as "3.1169.0". */
export function sdkVersion(service: Service): string {
  const manifest = createRequire(import.meta.url).resolve(
    `${sources[service].sdkPackage}/package.json`,
  );
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
