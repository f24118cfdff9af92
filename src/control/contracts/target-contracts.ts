/** Inputs and answers of the routes of event targets as zod schemas. */
import { z } from "zod";
import { targetMembers, targetSchema } from "../../schemas/target.ts";
import { busEvent, deliveriesToTarget } from "../event-shapes.ts";
import type { RouteContract } from "../route.ts";

export type TargetAddition = z.infer<typeof targetSchema>;

const count = z.number().int().min(0);

const listed = z
  .object({
    ...targetMembers.shape,
    ...deliveriesToTarget.shape,
    lastFailure: z.string().nullable().meta({ description: "Why the last was given up." }),
  })
  .meta({ id: "ListedTarget", description: "A target as it was added, and how it went." });

const names = z.object({ names: z.array(z.string()) }).meta({ id: "TargetNames" });

const queueArn = "arn:aws:sqs:us-east-1:000000000000:queue";

export const targetAdded = {
  input: targetSchema,
  answer: names,
  accepted: [
    '{"name":"validator","webhook":{"url":"http://127.0.0.1:8080/"}}',
    '{"name":"all","webhook":{"url":"http://127.0.0.1:8080/","headers":{"x-key":"1"}}}',
    '{"name":"some","pattern":{"account":["000000000000"]},"webhook":{"url":"http://a.test/"}}',
    '{"name":"bus","eventBridge":{"endpoint":"http://127.0.0.1:4566","source":"asg.local"}}',
    `{"name":"q","wait":true,"sqs":{"endpoint":"http://127.0.0.1:4566","arn":"${queueArn}"}}`,
  ],
} satisfies RouteContract;
export const targetsListed = {
  answer: z.object({ targets: z.array(listed) }).meta({ id: "ListedTargets" }),
  accepted: [],
} satisfies RouteContract;

const deadLetter = z
  .object({
    sequence: z.number().int().min(1),
    reason: z.string(),
    event: busEvent,
  })
  .meta({ id: "DeadLetter", description: "An event that was given up, and why." });

export const deadLetters = {
  answer: z.object({ deadLetters: z.array(deadLetter) }).meta({ id: "DeadLetters" }),
  accepted: [],
} satisfies RouteContract;
export const redriven = {
  answer: z.object({ redriven: count }).meta({ id: "Redriven" }),
  accepted: [],
} satisfies RouteContract;
export const targetsRemoved = { answer: names, accepted: [] } satisfies RouteContract;
