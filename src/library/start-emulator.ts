/// <reference lib="esnext.disposable" preserve="true" />
/** The package's entry: an emulator in the caller's process, for tests. Handles no signals. */
import { assemble } from "../assembly.ts";
import type { BusEvent } from "../client/answers.ts";
import { type Control, controlOf } from "../client/control.ts";
import type { EventPattern } from "../client/requests.ts";
import { handleEvents } from "../delivery/handlers.ts";
import { ControlError, UndoRefusal, UnreachableError } from "../domain/user-errors.ts";
import { serverOf } from "../server.ts";
import type { HistoryAnswer, UndoAnswer } from "../undo/json-answers.ts";
import type { UndoOptions } from "../undo/undo-options.ts";
import { connect } from "./connect.ts";
import {
  type ClientConfiguration,
  clientConfigurationOf,
  type EmulatorEnvironment,
  environmentOf,
} from "./environment.ts";
import { filledOptions } from "./filled-options.ts";
import type { StartEmulatorOptions } from "./start-options.ts";
import { version } from "./version.ts";

export type {
  BusEvent,
  Clock,
  ClockState,
  Decisions,
  Forecast,
  GroupStatus,
  Health,
  Information,
  JournalLine,
  Moved,
  RefreshSummary,
  Snapshot,
  Waited,
} from "../client/answers.ts";
export type { FaultDescription, ListedFault } from "../client/fault-description.ts";
export type { DescribedGroup, Plan, PlanRequest } from "../client/plan.ts";
export type {
  Condition,
  EventCondition,
  EventPattern,
  EventsFilter,
  FollowFilter,
} from "../client/requests.ts";
export type { DeadLetter, ListedTarget, TargetDescription } from "../client/targets.ts";
export type { DeploymentAnswer, HistoryAnswer, UndoAnswer } from "../undo/json-answers.ts";
export type { UndoOptions } from "../undo/undo-options.ts";
export type { ClientConfiguration, Control, EmulatorEnvironment, StartEmulatorOptions };
export { ControlError, connect, UndoRefusal, UnreachableError };

export interface RunningEmulator extends AsyncDisposable {
  /** Such as http://127.0.0.1:49152. */
  readonly endpoint: string;
  /** Moves time, reads the state and resets it. */
  readonly control: Control;
  /** Spread this into the configuration of any client of the AWS SDK for JavaScript, version 3. */
  readonly clientConfiguration: ClientConfiguration;
  /** The same as environment variables, for programs that a test starts. */
  readonly environment: EmulatorEnvironment;
  /** What was deployed to the group, and what `undo` can go back to. */
  history(group: string): Promise<HistoryAnswer>;
  /**
   * Takes the group's last deployment back by a new instance refresh, or ends the active one.
   * Returns undefined when there is nothing to do. Throws UndoRefusal, and AWS's errors.
   */
  undo(group: string, options?: UndoOptions): Promise<UndoAnswer | undefined>;
  /**
   * Calls the handler for each event from now on that matches the pattern; while `advance` and
   * `until` move time, it stands at the event's instant until the handler is done, or for five
   * seconds. One that fails is counted in their answer. Ends with the returned function.
   */
  on(pattern: EventPattern, handler: (event: BusEvent) => unknown): () => void;
  /**
   * Stops the server and discards the world; `await using` calls it. Calling it again does no harm.
   */
  close(): Promise<void>;
}

/** Starts an emulator; several are independent of each other. */
export async function startEmulator(options: StartEmulatorOptions = {}): Promise<RunningEmulator> {
  const { port, ec2Endpoint, messageEndpoints, allowedOrigins, ...wanted } = filledOptions(options);
  const { account, region, seed } = wanted;
  const assembly = await assemble({ ...wanted, product: version });
  const { emulator, pacer, settings, reset, targets } = assembly;
  const about = { version, account, region, seed, timing: settings.timing.profile };
  const { server, deliveries } = serverOf({
    emulator,
    pacer,
    about,
    reset,
    allowUnsigned: false,
    allowedHosts: [],
    allowedOrigins,
    ec2Endpoint,
    messageEndpoints,
    targets,
  });
  const endpoint = await server.listen({ host: "127.0.0.1", port });
  const close = async () => {
    await server.close();
  };
  const clientConfiguration = clientConfigurationOf({ endpoint, account, region });
  return {
    endpoint,
    control: controlOf(endpoint),
    clientConfiguration,
    // Loaded when used, since the SDK is large.
    history: async (group) =>
      (await import("../undo/undo-at.ts")).historyAt(clientConfiguration, group),
    undo: async (group, undoOptions = {}) =>
      (await import("../undo/undo-at.ts")).undoAt(clientConfiguration, group, undoOptions),
    environment: environmentOf({ endpoint, account, region }),
    on: (pattern, handler) => handleEvents(deliveries, pattern, handler),
    close,
    [Symbol.asyncDispose]: close,
  };
}
