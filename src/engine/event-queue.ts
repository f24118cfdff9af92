/** The queue of events, strictly in order of (at, sequence): a binary heap. */
import { assert } from "../domain/assert.ts";
import type { Instant } from "../domain/time.ts";

/** What to check at a given time. Stale events are recognised and dropped when they are due. */
export type DueEvent =
  | { readonly kind: "group"; readonly region: string; readonly group: string }
  | {
      readonly kind: "scheduledAction";
      readonly region: string;
      readonly group: string;
      readonly name: string;
    }
  | { readonly kind: "fault"; readonly region: string; readonly id: string }
  | {
      readonly kind: "instance";
      readonly region: string;
      readonly id: string;
      readonly step: InstanceStep;
    }
  /** An event that was sent before arrives; the id is that among those under way. */
  | { readonly kind: "arrival"; readonly region: string; readonly id: number };

export type InstanceStep =
  | "accept"
  | "die"
  | "enterService"
  | "settle"
  | "warmUp"
  | "failHealth"
  | "leaveTargetGroup"
  | "endDraining"
  | "enterStandby"
  | "detach"
  | "enterWarmPool"
  | "terminate"
  | Ec2Step
  | RootVolumeStep
  | HookStep;

/** EC2 finishes starting or stopping an instance for a caller. */
export type Ec2Step = "ec2Start" | "ec2Stop";

/** Waits that begin and time out, and EC2's start and stop of instances held by hooks. */
export type HookStep =
  | "beginLaunchWait"
  | "beginTerminationWait"
  | "beginRootVolumeWait"
  | "timeOut"
  | "answerHook"
  | "boot"
  | "shutDown";

/** EC2 starts and finishes replacing a root volume, and the instance returns to its group. */
export type RootVolumeStep = "replaceRootVolume" | "endRootVolume" | "returnInstance";

export interface QueuedEvent {
  readonly at: Instant;
  readonly sequence: number;
  readonly event: DueEvent;
}

export interface EventQueue {
  readonly heap: QueuedEvent[];
  nextSequence: number;
}

/** More queued events than this mean a runaway loop, which is a bug. */
const mostEvents = 5_000_000;

export function emptyQueue(): EventQueue {
  return { heap: [], nextSequence: 1 };
}

export function push(queue: EventQueue, at: Instant, event: DueEvent): void {
  assert(queue.heap.length < mostEvents, "event queue is full");
  queue.heap.push({ at, sequence: queue.nextSequence++, event });
  siftUp(queue.heap, queue.heap.length - 1);
}

/** Returns the earliest event without removing it. */
export function peek(queue: EventQueue): QueuedEvent | undefined {
  return queue.heap[0];
}

/** Removes and returns the earliest event. */
export function pop(queue: EventQueue): QueuedEvent | undefined {
  const { heap } = queue;
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  heap[0] = last;
  siftDown(heap, 0);
  return first;
}

function isBefore(a: QueuedEvent, b: QueuedEvent): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}

function siftUp(heap: QueuedEvent[], start: number): void {
  const item = heap[start] as QueuedEvent;
  let index = start;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent] as QueuedEvent;
    if (!isBefore(item, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = item;
}

function siftDown(heap: QueuedEvent[], start: number): void {
  const item = heap[start] as QueuedEvent;
  let index = start;
  for (;;) {
    const left = 2 * index + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const hasSmallerRight =
      right < heap.length && isBefore(heap[right] as QueuedEvent, heap[left] as QueuedEvent);
    const child = hasSmallerRight ? right : left;
    if (!isBefore(heap[child] as QueuedEvent, item)) break;
    heap[index] = heap[child] as QueuedEvent;
    index = child;
  }
  heap[index] = item;
}
