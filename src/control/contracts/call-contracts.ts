/** Input and answer of AWS's calls as JSON. */
import { z } from "zod";
import { isTooDeep, tooDeep } from "../../domain/depth.ts";
import { serviceNames } from "../../model/shapes.ts";
import type { RouteContract } from "../route.ts";

const given = z
  .strictObject({
    service: z.enum(serviceNames),
    operation: z.string().meta({ description: "Its name at AWS, such as StartInstanceRefresh." }),
    input: z
      .record(z.string(), z.unknown())
      .refine((input) => !isTooDeep(input), tooDeep)
      .default({})
      .meta({ description: "Members as AWS's model names them; times in ISO 8601 with a zone." }),
    account: z
      .string()
      .regex(/^\d{12}$/, "must be twelve digits")
      .optional(),
    region: z.string().min(1).optional(),
  })
  .meta({ id: "AwsCall" });
export type CallGiven = z.infer<typeof given>;

export const call = {
  input: given,
  answer: z.looseObject({}).meta({
    id: "AwsOutput",
    description:
      "The operation's output. A refusal has AWS's status, and its code, message and status as " +
      "members.",
  }),
  accepted: [
    '{"service":"autoscaling","operation":"DescribeAutoScalingGroups"}',
    '{"service":"autoscaling","operation":"StartInstanceRefresh",' +
      '"input":{"AutoScalingGroupName":"web"},"region":"us-east-1"}',
  ],
} satisfies RouteContract;
