/** Names the services that are generated: their SDK packages, and which operations are kept. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as autoscaling from "@aws-sdk/client-auto-scaling";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as ec2 from "@aws-sdk/client-ec2";

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
  ...["CreateLaunchTemplate", "CreateLaunchTemplateVersion", "DescribeLaunchTemplates"],
  ...["DescribeLaunchTemplateVersions", "DeleteLaunchTemplate", "DeleteLaunchTemplateVersions"],
  ...["ModifyLaunchTemplate", "GetLaunchTemplateData", "DescribeInstances"],
  ...["DescribeInstanceStatus", "TerminateInstances", "RunInstances", "StartInstances"],
  ...["StopInstances", "DescribeSubnets", "DescribeVpcs", "DescribeSecurityGroups"],
  ...["DescribeAvailabilityZones", "DescribeImages", "DescribeInstanceTypes"],
  ...["DescribeInstanceTypeOfferings", "CreateTags", "DeleteTags", "DescribeTags"],
  ...["DescribeAccountAttributes", "DescribeRegions", "DescribeVolumes"],
  ...["DescribeNetworkInterfaces", "DescribeInstanceAttribute", "DescribeKeyPairs"],
];

const cloudwatchOperations = [
  ...["PutMetricAlarm", "PutCompositeAlarm", "DescribeAlarms", "DescribeAlarmsForMetric"],
  ...["SetAlarmState", "DeleteAlarms", "EnableAlarmActions", "DisableAlarmActions"],
  ...["DescribeAlarmHistory", "PutMetricData", "ListTagsForResource", "TagResource"],
  ...["UntagResource"],
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
} as const satisfies Readonly<Record<string, Source>>;

export type Service = keyof typeof sources;
export const serviceNames = Object.keys(sources) as Service[];

/** Where the reduced published model of a service is kept in this repository. */
export const publishedFile = (service: Service) =>
  new URL(`../../fixtures/models/${service}.json`, import.meta.url);

/** Where the generated model of a service is kept. */
export const generatedFile = (service: Service) =>
  new URL(`../../src/model/generated/${service}.json`, import.meta.url);

/** The installed version of a service's SDK package, such as "3.1169.0". */
export function sdkVersion(service: Service): string {
  const manifest = createRequire(import.meta.url).resolve(
    `${sources[service].sdkPackage}/package.json`,
  );
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
