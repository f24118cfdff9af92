/** DescribeInstanceCreditSpecifications: T2 is standard, later burstable types are unlimited. */
import type { Instance } from "../../../domain/instance.ts";
import { contentsBehind } from "../../../domain/launch-contents.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { filtered } from "../filters.ts";
import { cpuCreditsOf } from "../instance-options.ts";
import { ec2Page } from "../page.ts";
import { selectedInstances } from "../present-instance.ts";

export const describeInstanceCreditSpecifications = defineAction(
  "ec2",
  "DescribeInstanceCreditSpecifications",
  (input, context) => {
    answerDryRun(input);
    const { region } = context;
    const burstable = selectedInstances(input.InstanceIds, context).filter(
      ({ instanceType, ec2State }) => /^t\d/.test(instanceType) && ec2State !== "terminated",
    );
    const instances = filtered(burstable, input.Filters, { "instance-id": ({ id }) => [id] });
    const { items, nextToken } = ec2Page(instances, input, {
      operation: "DescribeInstanceCreditSpecifications",
      region,
      smallest: 5,
      largest: 1000,
      keyOf: ({ id }: Instance) => id,
    });
    const InstanceCreditSpecifications = items.map((instance) => ({
      InstanceId: instance.id,
      CpuCredits: cpuCreditsOf(instance, contentsBehind(instance, region)),
    }));
    return { output: { InstanceCreditSpecifications, NextToken: nextToken } };
  },
);
