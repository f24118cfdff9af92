/** The newest requests: those before the page was opened are read, the others are told. */
import { signal } from "@preact/signals";
import type { AnsweredRequest } from "../../client/requests-answered.ts";
import { ask } from "./http.ts";

/** Newest first. */
export const requests = signal<readonly AnsweredRequest[]>([]);

const mostRequests = 1000;

export function takeRequest(request: AnsweredRequest): void {
  requests.value = [request, ...requests.peek()].slice(0, mostRequests);
}

interface Answered {
  readonly requests: readonly AnsweredRequest[];
  readonly next: number;
}

/** Reads those that the emulator still has; what is told meanwhile stays. */
export async function readRequests(): Promise<void> {
  const before = new Set(requests.peek());
  const { requests: all, next } = await ask<Answered>("/requests");
  const told = requests.peek().filter((one) => !before.has(one) && one.sequence > next);
  requests.value = [...told, ...all.toReversed()].slice(0, mostRequests);
}
