/** The requests that were answered since the page was opened, as the stream tells of them. */
import { signal } from "@preact/signals";
import type { AnsweredRequest } from "../../client/requests-answered.ts";

/** Newest first. */
export const requests = signal<readonly AnsweredRequest[]>([]);

const mostRequests = 1000;

export function takeRequest(request: AnsweredRequest): void {
  requests.value = [request, ...requests.peek()].slice(0, mostRequests);
}
