/** A target of events as users describe it: what it is called, what it gets, and where it is. */

/** Has exactly one of webhook, eventBridge, sqs, sns and lambda. */
export interface TargetDescription {
  readonly name: string;
  /** An event pattern of EventBridge; without it every event is sent. */
  readonly pattern?: Readonly<Record<string, unknown>> | undefined;
  /** Whether its host may be AWS itself. */
  readonly aws?: boolean | undefined;
  /** Whether time that is moved waits for its answers; webhook and lambda do by default. */
  readonly wait?: boolean | undefined;
  /** Gets each event as a POST. */
  readonly webhook?: WebhookAddress | undefined;
  readonly eventBridge?: BusAddress | undefined;
  readonly sqs?: ArnAddress | undefined;
  readonly sns?: ArnAddress | undefined;
  readonly lambda?: ArnAddress | undefined;
}

interface WebhookAddress {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Another EventBridge, sent to by `PutEvents`. */
export interface BusAddress {
  readonly endpoint: string;
  /** Name or ARN; the default bus if it is left out. */
  readonly bus?: string | undefined;
  /** In place of `aws.autoscaling`, where the other side refuses that. */
  readonly source?: string | undefined;
}

interface ArnAddress {
  readonly endpoint: string;
  readonly arn: string;
}
