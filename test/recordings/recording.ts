/** The form of a recording: calls with what AWS answered, in the order and at the times of then. */
import { z } from "zod";

const difference = z.strictObject({
  /** Where in the answer; `*` stands for one member or place in a list, `**` for any number. */
  at: z.string(),
  why: z.string().min(20),
});

const refusal = z.strictObject({
  code: z.string().optional(),
  message: z.string().optional(),
  status: z.number().optional(),
});

/** The services that a recording may call. */
export const services = ["autoscaling", "cloudwatch", "ec2", "elb", "elbv2", "ssm", "sts"] as const;

const instant = z.iso.datetime({ offset: true });

const call = z.strictObject({
  label: z.string(),
  /** `eventbridge` stands for a rule that matches everything: see `Delivered`. */
  service: z.enum([...services, "eventbridge"]),
  /** AWS's name; of `eventbridge` only `Delivered`, which answers the events so far. */
  operation: z.string(),
  input: z.record(z.string(), z.unknown()).default({}),
  /** What AWS answered. Without it and without `refused` the call only has to succeed. */
  output: z.unknown().optional(),
  refused: refusal.optional(),
  compare: z.enum(["exact", "subset"]).optional(),
  /** The call is made again each virtual second, for so long, until it is answered so. */
  within: z.number().positive().optional(),
  /** As `within`, and it is answered so for the first time between these two times. */
  between: z.tuple([instant, instant]).optional(),
  /** What is answered until then. */
  meanwhile: z.unknown().optional(),
  differences: z.array(difference).default([]),
});

/** Lets virtual time pass: so many seconds, or until an instant, unless that is past already. */
const pause = z.union([
  z.strictObject({ advance: z.number().positive() }),
  z.strictObject({ until: instant }),
]);

/** What EC2 did at that time to the n-th launch of the group, where it was no rule of AWS's. */
const behavior = z.strictObject({
  nthLaunch: z.number().int().positive(),
  bootSeconds: z.number().exactOptional(),
  terminateSeconds: z.number().exactOptional(),
});

export const recordingSchema = z.strictObject({
  /** The test's title, with the numbers of the rules that it shows. */
  title: z.string(),
  /** Where the facts were taken from, and when and in which region AWS was asked. */
  source: z.string(),
  startTime: instant,
  region: z.string().default("us-east-1"),
  /** A profile, and single timings beside it. */
  timing: z
    .strictObject({
      profile: z.enum(["aws", "fast", "instant"]).default("aws"),
      seconds: z.record(z.string(), z.number()).default({}),
    })
    .prefault({}),
  /** Launches that took longer or shorter than the profile says. */
  behaviors: z.array(behavior).default([]),
  compare: z.enum(["exact", "subset"]).default("exact"),
  /** What `${name}` stands for before any answer was seen. */
  variables: z.record(z.string(), z.string()).default({}),
  /** Differences that hold for every answer of the recording. */
  differences: z.array(difference).default([]),
  /** Recorded calls that are not replayed. */
  leftOut: z.array(z.strictObject({ calls: z.string(), why: z.string().min(20) })).default([]),
  steps: z.array(z.union([call, pause])),
});

/** As it stands in a file, without what is the default. */
export type WrittenRecording = z.input<typeof recordingSchema>;
export type WrittenStep = WrittenRecording["steps"][number];
export type Recording = z.infer<typeof recordingSchema>;
export type RecordedCall = z.infer<typeof call>;
export type Difference = z.infer<typeof difference>;
