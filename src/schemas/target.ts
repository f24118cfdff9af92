/** A target of events as users write it, in world files and at the control API. */
import { z } from "zod";
import { eventMatcher } from "./event-pattern.ts";
import { structure } from "./structure.ts";
import { problemOfEndpoint, problemOfUrl } from "./target-address.ts";

const name = z
  .string()
  .regex(/^[\w-][\w.-]{0,63}$/, "expected up to 64 letters, digits, dots, - and _");

/** Those that each request has of its own. */
const ownHeaders = new Set([
  "host",
  "connection",
  "content-length",
  "content-type",
  "expect",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

const headerName = /^[!#$%&'*+.^`|~\w-]{1,200}$/;
const headerValue = z
  .string()
  .max(8000)
  .regex(/^[\t\x20-\x7e]*$/, "expected visible ASCII");

const headers = z.record(z.string(), headerValue).superRefine((given, context) => {
  for (const header of Object.keys(given)) {
    const refuse = (message: string) =>
      context.addIssue({ code: "custom", path: [header], message });
    if (!headerName.test(header)) refuse("is no name of a header");
    const lower = header.toLowerCase();
    const isOwn = ownHeaders.has(lower) || lower.startsWith("x-asg-local-");
    if (isOwn) refuse("cannot be chosen");
  }
});

const endpoint = z.string().meta({ description: "The URL of an emulator, or of AWS." });
const kinds = ["webhook", "eventBridge", "sqs", "sns", "lambda"] as const;

function arnOf(service: "sqs" | "sns" | "lambda", resource: string) {
  const form = new RegExp(`^arn:[\\w-]+:${service}:[\\w-]+:\\d{12}:[\\w.:$-]+$`);
  const wanted = `expected an ARN such as arn:aws:${service}:us-east-1:000000000000:${resource}`;
  return structure({ endpoint, arn: z.string().regex(form, wanted) }).optional();
}

/** Its members, without the rules between them. */
export const targetMembers = structure({
  name,
  pattern: z
    .record(z.string(), z.unknown())
    .superRefine((pattern, context) => {
      eventMatcher(JSON.stringify(pattern), context);
    })
    .optional()
    .meta({ description: "An event pattern of EventBridge; without it every event is sent." }),
  aws: z.boolean().optional().meta({ description: "Whether its host may be AWS itself." }),
  wait: z.boolean().optional().meta({
    description: "Whether time that is moved waits for it; webhook and lambda do by default.",
  }),
  webhook: structure({ url: z.string(), headers: headers.optional() }).optional(),
  eventBridge: structure({
    endpoint,
    bus: z.string().min(1).max(1600).optional(),
    source: z.string().min(1).max(256).optional().meta({
      description: "In place of aws.autoscaling, where the other side refuses that.",
    }),
  }).optional(),
  sqs: arnOf("sqs", "queue"),
  sns: arnOf("sns", "topic"),
  lambda: arnOf("lambda", "function:name"),
});

export const targetSchema = targetMembers
  .refine(
    (given) => kinds.filter((kind) => given[kind] !== undefined).length === 1,
    `exactly one of ${kinds.join(", ")} is wanted`,
  )
  .superRefine(({ aws: isAwsAllowed = false, webhook, ...others }, context) => {
    const refuse = (path: string[], message: string | undefined) => {
      if (message !== undefined) context.addIssue({ code: "custom", path, message });
    };
    if (webhook !== undefined) {
      refuse(["webhook", "url"], problemOfUrl(webhook.url, { isAwsAllowed }));
    }
    for (const kind of ["eventBridge", "sqs", "sns", "lambda"] as const) {
      const { endpoint: where } = others[kind] ?? {};
      if (where === undefined) continue;
      refuse([kind, "endpoint"], problemOfEndpoint(where, { isAwsAllowed }));
    }
  })
  .meta({ id: "Target", description: "Somebody who is sent events." });
