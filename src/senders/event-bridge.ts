/** Puts events on another EventBridge's bus, ten at a time, and looks at each entry's answer. */
import { awsJsonCall } from "./aws-call.ts";
import { SendError, type Service } from "./message.ts";

/** An event as asg-local keeps it. */
interface SentEvent {
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface Bus {
  readonly service: Service;
  /** Name or ARN; the default bus if it is left out. */
  readonly bus?: string | undefined;
  /** In place of a source of AWS, where the other side refuses that. */
  readonly source?: string | undefined;
}

/**
 * For each event, of at most ten, nothing or why it was refused. Throws SendError when all failed
 * at once.
 */
export async function putOnBus(
  { service, bus, source }: Bus,
  events: readonly SentEvent[],
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly (SendError | undefined)[]> {
  const [first] = events;
  if (first === undefined) return [];
  const input = {
    Entries: events.map((event) => ({
      Time: Date.parse(event.time) / 1000,
      Source: event.source.startsWith("aws.") ? (source ?? event.source) : event.source,
      Resources: event.resources,
      DetailType: event["detail-type"],
      Detail: JSON.stringify(event.detail),
      ...(bus && { EventBusName: bus }),
    })),
  };
  const { Entries: entries } = await awsJsonCall({
    service,
    signingName: "events",
    region: first.region,
    account: first.account,
    target: "AWSEvents.PutEvents",
    version: "1.1",
    input,
    signal,
  });
  const answers: readonly unknown[] = Array.isArray(entries) ? entries : [];
  return events.map((_, nth) => refusalIn(answers[nth]));
}

/** What is worth a second try. */
const passing = new Set(["ThrottlingException", "InternalException", "InternalFailure"]);

function refusalIn(entry: unknown): SendError | undefined {
  const {
    EventId: id,
    ErrorCode: code,
    ErrorMessage: message,
  } = Object(entry) as {
    readonly EventId?: unknown;
    readonly ErrorCode?: unknown;
    readonly ErrorMessage?: unknown;
  };
  if (code === undefined && id !== undefined) return undefined;
  if (code === undefined) return new SendError("the answer has no entry for the event");
  const isFinal = !passing.has(String(code));
  return new SendError(`${code}: ${message ?? ""}`, { isFinal, code: String(code) });
}
