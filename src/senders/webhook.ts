/** Posts events to a URL of the user's own. */
import { post } from "./http.ts";
import { SendError } from "./message.ts";

export interface Webhook {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface WebhookEvent {
  readonly id: string;
  readonly sequence: number;
  /** The virtual time at which it happened, as text. */
  readonly virtualTime: string;
  /** The event as JSON. */
  readonly text: string;
}

/** Throws SendError for any answer but 2xx: what a URL answers now it may not answer later. */
export async function postToWebhook(
  { url, headers = {} }: Webhook,
  { id, sequence, virtualTime, text }: WebhookEvent,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const own = {
    "content-type": "application/json",
    "x-asg-local-event-id": id,
    "x-asg-local-sequence": String(sequence),
    "x-asg-local-virtual-time": virtualTime,
  };
  const { status } = await post({ url, headers: { ...headers, ...own }, body: text, signal });
  if (status < 200 || status >= 300) throw new SendError(`${url}: HTTP ${status}`);
}
