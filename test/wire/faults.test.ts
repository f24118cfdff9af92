/** Every fault that AWS models arrives at the real client as the class it has for it. */

import {
  type AutoScalingServiceException,
  DescribeAutoScalingGroupsCommand,
} from "@aws-sdk/client-auto-scaling";
import { type CloudWatchServiceException, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import { DescribeLaunchTemplatesCommand, EC2ServiceException } from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ec2Error, type FaultName, fault, type ServiceError } from "../../src/model/faults.ts";
import { serviceModel } from "../../src/model/shapes.ts";
import { sources } from "../model/generator/services.ts";
import { startWireServer, type WireServer } from "./server.ts";

let thrown: ServiceError;
let server: WireServer;

beforeAll(async () => {
  const call = () => {
    throw thrown;
  };
  server = await startWireServer({ call });
});
afterAll(() => server.close());

const names = [...serviceModel("autoscaling").faults.keys()] as FaultName<"autoscaling">[];
/** Two faults share the code ResourceNotFound; the one of dashboards, not emulated, gives way. */
const cloudwatchNames = [...serviceModel("cloudwatch").faults.keys()].filter(
  (name) => name !== "DashboardNotFoundError",
) as FaultName<"cloudwatch">[];
const message = "isn\u2019t <possible> & never was";

describe("faults through the SDK", () => {
  it.each(names)("R-011 R-018 R-019 %s is the SDK's typed class", async (name) => {
    thrown = fault("autoscaling", name, message);
    const command = new DescribeAutoScalingGroupsCommand({});
    const error: unknown = await server.autoscaling.send(command).catch((caught) => caught);
    expect(error).toBeInstanceOf(sources.autoscaling.sdk[name]);
    expect(error).toMatchObject({ message, $metadata: { httpStatusCode: thrown.status } });
    const { requestId } = (error as AutoScalingServiceException).$metadata;
    expect(requestId).toMatch(/^00000000-0000-4000-8000-\d{12}$/);
  });

  describe.each(["cloudwatchJson", "cloudwatchQuery", "cloudwatchCbor"] as const)("%s", (way) => {
    it.each(cloudwatchNames)("%s is the SDK's typed class, in every protocol", async (name) => {
      thrown = fault("cloudwatch", name, message);
      const sent = server[way].send(new ListMetricsCommand({}));
      const error: unknown = await sent.catch((caught) => caught);
      expect(error).toBeInstanceOf(sources.cloudwatch.sdk[name]);
      expect(error).toMatchObject({ message, $metadata: { httpStatusCode: thrown.status } });
      const { requestId } = (error as CloudWatchServiceException).$metadata;
      expect(requestId).toMatch(/^00000000-0000-4000-8000-\d{12}$/);
    });
  });

  it("G-132 an EC2 error arrives with its code as name", async () => {
    thrown = ec2Error("InvalidLaunchTemplateId.NotFound", message);
    const sent = server.ec2.send(new DescribeLaunchTemplatesCommand({}));
    const error: unknown = await sent.catch((caught) => caught);
    expect(error).toBeInstanceOf(EC2ServiceException);
    expect(error).toMatchObject({
      name: "InvalidLaunchTemplateId.NotFound",
      message,
      $metadata: { httpStatusCode: 400 },
    });
  });
});
