/** Defines an operation of the emulator: checks beyond AWS's model, an answer, and changes. */
import type { Change } from "../domain/changes/change.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { Identifiers } from "../domain/identifiers.ts";
import type { Instance } from "../domain/instance.ts";
import type { HasCome, Instant } from "../domain/time.ts";
import type { Region, Settings } from "../domain/world.ts";
import type { Input, OperationName, Output, ServiceName } from "../model/operations.ts";
import type { LaunchOrder } from "../planner/decision.ts";

export interface ActionContext {
  /** The caller's account and region, read-only: a handler returns changes and applies none. */
  readonly region: Region;
  readonly settings: Settings;
  readonly now: Instant;
  /**
   * Asks the time where it only divides before from after: unlike what reads `now`, an answer that
   * is made so stands until the next instant that it asked about.
   */
  readonly hasCome: HasCome;
  readonly requestId: string;
  readonly identifiers: Identifiers;
  /** The instances that the group would launch for the order now. */
  readonly launch: (group: AutoScalingGroup, order: LaunchOrder) => readonly Instance[];
}

export interface ActionResult<Answer> {
  readonly output: Answer;
  /**
   * Applied in order before the answer is sent, so that a describe right after sees them.
   */
  readonly changes?: readonly Change[];
}

export interface Action<S extends ServiceName = ServiceName, N extends string = string> {
  readonly service: S;
  readonly operation: N;
  /**
   * Slow work that may be done before `run`, which then finds its result; undefined when there is
   * none.
   */
  readonly prepare?: (input: never, foresee: Foresee) => Promise<void> | undefined;
  /** Throws ServiceError for a caller's mistake; then nothing changes (G-015). */
  readonly run: (input: never, context: ActionContext) => ActionResult<unknown>;
}

/** Shows what would be drawn next, without drawing it. */
export type Foresee = <T>(draw: (identifiers: Identifiers) => T) => T;

/** A service's actions by operation name; a missing one does not compile. */
export type Operations<S extends ServiceName> = {
  readonly [N in OperationName<S>]: Action<S, N>;
};

/** Defines an operation, with its handler typed by the model's input and output. */
export function defineAction<S extends ServiceName, N extends OperationName<S>>(
  service: S,
  operation: N,
  run: (input: Input<S, N>, context: ActionContext) => ActionResult<Output<S, N>>,
  prepare?: (input: Input<S, N>, foresee: Foresee) => Promise<void> | undefined,
): Action<S, N> {
  return { service, operation, run, ...(prepare && { prepare }) };
}
