/** The schema of a fault, shared by world files, the control API and plans. */
import { z } from "zod";
import type { FaultKind } from "../domain/fault.ts";
import { longestSpanSeconds } from "../domain/fault-tags.ts";
import { terminationCodes } from "../domain/termination-reason.ts";
import { apiErrorCodes } from "../domain/texts/api-errors.ts";
import { launchErrorCodes, namesLimit } from "../domain/texts/launch-errors.ts";
import { type Instant, parseInstant } from "../domain/time.ts";
import { serviceModel, serviceNames } from "../model/shapes.ts";
import { structure } from "./structure.ts";
import { didYouMean } from "./suggestion.ts";
import { name } from "./words.ts";

/** Error codes appear in headers and metrics, so only the characters of AWS's codes are allowed. */
const errorCode = name.regex(
  /^[A-Za-z0-9.:_-]+$/,
  "expected an error code: letters, digits, dots, colons, - and _",
);
const seconds = z.int().min(0).max(longestSpanSeconds);
const count = z.int().min(1).max(1_000_000);

const span = z.union(
  [
    seconds,
    z
      .tuple([seconds, seconds])
      .refine(([from, to]) => from <= to, "expected the lower bound first"),
  ],
  { error: "expected whole seconds such as 90, or a range such as [30, 120]" },
);

const instant = z.string().transform((text, context): Instant => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue("expected ISO 8601 with a zone, such as 2026-01-31T12:00:00Z");
  return z.NEVER;
});

const between = { from: instant.optional(), until: instant.optional() };
const limits = {
  ...between,
  probability: z.number().min(0).max(1).optional(),
  count: count.optional(),
};

const launchError = {
  launchError: errorCode.optional(),
  launchMessage: z.string().min(1).max(1000).optional(),
  launchLimit: z.int().min(0).max(1_000_000).optional(),
};

interface LaunchErrorGiven {
  readonly launchError?: string | undefined;
  readonly launchMessage?: string | undefined;
  readonly launchLimit?: number | undefined;
}

const hasText = ({ launchError: code, launchMessage }: LaunchErrorGiven) =>
  code === undefined || launchMessage !== undefined || launchErrorCodes.includes(code);
const textWanted = {
  path: ["launchError"],
  error: `needs launchMessage, unless it is one of ${launchErrorCodes.join(", ")}`,
};

const hasLimit = ({ launchError: code = "", launchLimit, launchMessage }: LaunchErrorGiven) =>
  launchLimit === undefined || (namesLimit(code) && launchMessage === undefined);
const limitUnused = {
  path: ["launchLimit"],
  error: "is named only by the usual texts of InstanceLimitExceeded and VcpuLimitExceeded",
};

const launchEffects = [
  "bootSeconds",
  "terminateSeconds",
  "settleSeconds",
  "health",
  "unhealthyAfterSeconds",
  "launchError",
  "terminationReason",
];

const launchFault = structure({
  kind: z.literal("launch"),
  group: name.optional(),
  launchTemplate: name.optional(),
  launchTemplateVersion: z.int().min(1).optional(),
  imageId: name.optional(),
  availabilityZone: name.optional(),
  nthLaunch: count.optional(),
  bootSeconds: span.optional(),
  terminateSeconds: span.optional(),
  settleSeconds: span.optional(),
  health: z.literal("never").optional(),
  unhealthyAfterSeconds: span.optional(),
  ...launchError,
  terminationReason: errorCode.optional(),
  terminationMessage: z.string().min(1).max(1000).optional(),
  ...limits,
})
  .refine(
    (fault) => launchEffects.some((effect) => effect in fault),
    `has no effect; expected one of ${launchEffects.join(", ")}`,
  )
  .refine(
    ({ health, unhealthyAfterSeconds: after }) => health === undefined || after === undefined,
    {
      path: ["health"],
      error: "never and unhealthyAfterSeconds exclude each other",
    },
  )
  .refine(
    ({ launchMessage, launchError: code }) => launchMessage === undefined || code !== undefined,
    {
      path: ["launchMessage"],
      error: "needs launchError",
    },
  )
  .refine(hasText, textWanted)
  .refine(hasLimit, limitUnused)
  .refine(
    ({ launchError: error, terminationReason: code }) => error === undefined || code === undefined,
    {
      path: ["terminationReason"],
      error: "and launchError exclude each other: an instance that was never launched cannot die",
    },
  )
  .refine(
    ({ terminationReason: code, terminationMessage: text }) =>
      code === undefined
        ? text === undefined
        : text !== undefined || terminationCodes.includes(code),
    {
      path: ["terminationReason"],
      error: `needs terminationMessage, unless it is one of ${terminationCodes.join(", ")}`,
    },
  );

const zoneFault = structure({
  kind: z.literal("zone"),
  availabilityZone: name,
  group: name.optional(),
  launchError: errorCode.default("InsufficientInstanceCapacity"),
  launchMessage: launchError.launchMessage,
  launchLimit: launchError.launchLimit,
  isUnhealthy: z.boolean().default(true),
  ...between,
})
  .refine(hasText, textWanted)
  .refine(hasLimit, limitUnused);

const alarmFault = structure({
  kind: z.literal("alarm"),
  alarm: name,
  state: z.enum(["OK", "ALARM", "INSUFFICIENT_DATA"]).default("ALARM"),
  at: instant.optional(),
  group: name.optional(),
  atCheckpoint: z.int().min(1).max(100).optional(),
  count: count.optional(),
})
  .refine(
    ({ group, atCheckpoint }) => (group === undefined) === (atCheckpoint === undefined),
    "group and atCheckpoint go together",
  )
  .refine(({ at, atCheckpoint }) => at === undefined || atCheckpoint === undefined, {
    path: ["at"],
    error: "at and atCheckpoint exclude each other",
  });

const hookFault = structure({
  kind: z.literal("hook"),
  group: name.optional(),
  hook: name.optional(),
  result: z.enum(["CONTINUE", "ABANDON", "never"]),
  afterSeconds: z.int().min(0).max(172_800).default(0),
  ...limits,
});

/** Longer than any client would wait. */
const longestLatency = 600_000;

const apiFault = structure({
  kind: z.literal("api"),
  service: z.enum(serviceNames).optional(),
  operation: name.refine(isOperation, { error: "is no operation of these services" }).optional(),
  accessKeyId: name
    .max(128)
    .regex(/^\w+$/, "expected an access key id: letters and digits")
    .optional(),
  error: errorCode.optional(),
  status: z.int().min(400).max(599).optional(),
  message: z.string().max(1000).optional(),
  latencyMilliseconds: z.int().min(1).max(longestLatency).optional(),
  dropConnection: z.enum(["before", "after"]).optional(),
  ...limits,
})
  .refine(
    ({ error, latencyMilliseconds: latency, dropConnection: drop }) =>
      [error, latency, drop].some((effect) => effect !== undefined),
    "has no effect; expected one of error, latencyMilliseconds, dropConnection",
  )
  .refine(({ error, dropConnection: drop }) => error === undefined || drop === undefined, {
    path: ["dropConnection"],
    error: "nobody would read the error",
  })
  .refine(
    ({ error, status, message }) =>
      error === undefined
        ? status === undefined && message === undefined
        : apiErrorCodes.includes(error) || (status !== undefined && message !== undefined),
    {
      path: ["error"],
      error: `is wanted with status and message, unless it is one of ${apiErrorCodes.join(", ")}`,
    },
  );

function isOperation(operation: string): boolean {
  return serviceNames.some((service) => {
    const { operations, otherOperations } = serviceModel(service);
    return operations.has(operation) || otherOperations.has(operation);
  });
}

const kinds = ["launch", "zone", "alarm", "hook", "api"] satisfies FaultKind[];

function kindWanted(fault: unknown): string {
  const { kind } = (fault ?? {}) as { readonly kind?: unknown };
  const suggestion = typeof kind === "string" ? didYouMean(kind, kinds) : "";
  return `expected one of launch, zone, alarm, hook and api${suggestion}`;
}

export const faultSchema = z
  .discriminatedUnion("kind", [launchFault, zoneFault, alarmFault, hookFault, apiFault], {
    error: (issue) => (issue.code === "invalid_union" ? kindWanted(issue.input) : undefined),
  })
  .refine(
    (fault) => !("until" in fault) || fault.until === undefined || (fault.from ?? 0) < fault.until,
    { path: ["until"], error: "expected a time after from" },
  )
  .meta({ id: "Fault" });

/** Examples of each kind, as refusals show what is accepted. */
export const formsByKind: Readonly<Record<FaultKind, readonly string[]>> = {
  launch: [
    '{"kind":"launch","group":"web","nthLaunch":3,"launchError":"InsufficientInstanceCapacity"}',
    '{"kind":"launch","launchTemplate":"web","launchTemplateVersion":2,"bootSeconds":[30,120]}',
    '{"kind":"launch","group":"web","terminationReason":"Client.InvalidKMSKey.InvalidState"}',
  ],
  zone: ['{"kind":"zone","availabilityZone":"us-east-1a","until":"2026-01-31T12:00:00Z"}'],
  alarm: ['{"kind":"alarm","alarm":"errors","group":"web","atCheckpoint":50}'],
  hook: ['{"kind":"hook","hook":"init","result":"CONTINUE","afterSeconds":30}'],
  api: ['{"kind":"api","operation":"DescribeInstanceRefreshes","error":"Throttling","count":2}'],
};

export const faultForms: readonly string[] = Object.values(formsByKind).flat();
