/** The messages of the stream, as server-sent events. */

export const streamKinds = [
  "clock",
  "journal",
  "refresh",
  "instances",
  "decision",
  "event",
  "fault",
  "request",
  "delivery",
  "gap",
] as const;

export type StreamKind = (typeof streamKinds)[number];

export interface StreamMessage {
  readonly kind: StreamKind;
  /** Where the stream goes on after this message. */
  readonly id: string;
  readonly data: object;
}

/** JSON has no line breaks of its own, so that the data is one line. */
export function textOf({ kind, id, data }: StreamMessage): string {
  return `id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Shows that all is well, and tells the reader its place. */
export function commentAt(id: string): string {
  return `:\nid: ${id}\n\n`;
}
