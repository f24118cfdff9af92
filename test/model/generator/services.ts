/** Names the services that are generated, and their SDK packages. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as autoscaling from "@aws-sdk/client-auto-scaling";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as ec2 from "@aws-sdk/client-ec2";
import * as elb from "@aws-sdk/client-elastic-load-balancing";
import * as elbv2 from "@aws-sdk/client-elastic-load-balancing-v2";
import * as events from "@aws-sdk/client-eventbridge";
import * as ssm from "@aws-sdk/client-ssm";
import * as sts from "@aws-sdk/client-sts";
import { actions } from "../../../src/actions/registry.ts";

export interface Source {
  readonly sdkPackage: string;
  readonly sdk: Readonly<Record<string, unknown>>;
  readonly signingName: string;
  /** The namespace on the wire, where the published one differs from what the service answers. */
  readonly xmlNamespace?: string;
}

export const sources = {
  autoscaling: {
    sdkPackage: "@aws-sdk/client-auto-scaling",
    sdk: autoscaling as Readonly<Record<string, unknown>>,
    signingName: "autoscaling",
  },
  ec2: {
    sdkPackage: "@aws-sdk/client-ec2",
    sdk: ec2 as Readonly<Record<string, unknown>>,
    signingName: "ec2",
    xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15/",
  },
  cloudwatch: {
    sdkPackage: "@aws-sdk/client-cloudwatch",
    sdk: cloudwatch as Readonly<Record<string, unknown>>,
    signingName: "monitoring",
  },
  elb: {
    sdkPackage: "@aws-sdk/client-elastic-load-balancing",
    sdk: elb as Readonly<Record<string, unknown>>,
    signingName: "elasticloadbalancing",
  },
  elbv2: {
    sdkPackage: "@aws-sdk/client-elastic-load-balancing-v2",
    sdk: elbv2 as Readonly<Record<string, unknown>>,
    signingName: "elasticloadbalancing",
  },
  ssm: {
    sdkPackage: "@aws-sdk/client-ssm",
    sdk: ssm as Readonly<Record<string, unknown>>,
    signingName: "ssm",
    xmlNamespace: "http://ssm.amazonaws.com/doc/2014-11-06/",
  },
  events: {
    sdkPackage: "@aws-sdk/client-eventbridge",
    sdk: events as Readonly<Record<string, unknown>>,
    signingName: "events",
    xmlNamespace: "http://events.amazonaws.com/doc/2015-10-07/",
  },
  sts: {
    sdkPackage: "@aws-sdk/client-sts",
    sdk: sts as Readonly<Record<string, unknown>>,
    signingName: "sts",
  },
} as const satisfies Readonly<Record<string, Source>>;

/** The operations whose shapes are kept: those that are served. */
export function servedOperations(service: Service): readonly string[] {
  return actions.filter((action) => action.service === service).map(({ operation }) => operation);
}

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
