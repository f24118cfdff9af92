/** A message of Auto Scaling to a topic, a queue or a function. */

export interface Notification {
  /** Only topics show it. */
  readonly subject: string;
  /** Members in the order of the wire. */
  readonly body: Readonly<Record<string, unknown>>;
}
