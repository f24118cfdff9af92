/** What an operation is to the emulator: checks that the model cannot say, an answer, changes. */
import type { Change } from "../domain/changes/change.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { Identifiers } from "../domain/identifiers.ts";
import type { Instance } from "../domain/instance.ts";
import type { Instant } from "../domain/time.ts";
import type { Region, Settings } from "../domain/world.ts";
import type { Input, OperationName, Output, ServiceName } from "../model/operations.ts";
import type { LaunchOrder } from "../planner/decision.ts";

export interface ActionContext {
  /** The caller's account and region. Read only: a handler returns changes, it makes none. */
  readonly region: Region;
  readonly settings: Settings;
  readonly now: Instant;
  readonly requestId: string;
  readonly identifiers: Identifiers;
  /** What the group would launch for the order now. */
  readonly launch: (group: AutoScalingGroup, order: LaunchOrder) => readonly Instance[];
}

export interface ActionResult<Answer> {
  readonly output: Answer;
  /** Applied in order before the answer is sent; a describe right after sees them. */
  readonly changes?: readonly Change[];
}

export interface Action<S extends ServiceName = ServiceName, N extends string = string> {
  readonly service: S;
  readonly operation: N;
  /** What takes long and may be done before `run`, which then finds it; undefined: nothing. */
  readonly prepare?: (input: never, foresee: Foresee) => Promise<void> | undefined;
  /** Throws ServiceError for what the caller did; then nothing changes (G-015). */
  readonly run: (input: never, context: ActionContext) => ActionResult<unknown>;
}

/** What will be drawn next; nothing is drawn by it. */
export type Foresee = <T>(draw: (identifiers: Identifiers) => T) => T;

/** The actions of a service by AWS's name of the operation: a missing one does not compile. */
export type Operations<S extends ServiceName> = {
  readonly [N in OperationName<S>]: Action<S, N>;
};

/** Names an operation of the model and ties its handler to the model's input and output types. */
export function defineAction<S extends ServiceName, N extends OperationName<S>>(
  service: S,
  operation: N,
  run: (input: Input<S, N>, context: ActionContext) => ActionResult<Output<S, N>>,
  prepare?: (input: Input<S, N>, foresee: Foresee) => Promise<void> | undefined,
): Action<S, N> {
  return { service, operation, run, ...(prepare && { prepare }) };
}
