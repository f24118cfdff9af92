/// <reference lib="esnext.disposable" preserve="true" />
/** The package's entry: an emulator in the caller's process, for tests. Handles no signals. */
import { assemble } from "../assembly.ts";
import { type Control, controlOf } from "../client/control.ts";
import { ControlError, UnreachableError } from "../domain/user-errors.ts";
import { buildServer } from "../server.ts";
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
export type { ClientConfiguration, Control, EmulatorEnvironment, StartEmulatorOptions };
export { ControlError, connect, UnreachableError };

export interface RunningEmulator extends AsyncDisposable {
  /** Such as http://127.0.0.1:49152. */
  readonly endpoint: string;
  /** Moves time, reads the state and resets it. */
  readonly control: Control;
  /** Spread this into the configuration of any client of the AWS SDK for JavaScript, version 3. */
  readonly clientConfiguration: ClientConfiguration;
  /** The same as environment variables, for programs that a test starts. */
  readonly environment: EmulatorEnvironment;
  /**
   * Stops the server and discards the world; `await using` calls it. Calling it again does no harm.
   */
  close(): Promise<void>;
}

/** Starts an emulator; several are independent of each other. */
export async function startEmulator(options: StartEmulatorOptions = {}): Promise<RunningEmulator> {
  const { port, ec2Endpoint, allowedOrigins, ...wanted } = filledOptions(options);
  const { account, region, seed } = wanted;
  const { emulator, pacer, settings, reset } = await assemble({ ...wanted, product: version });
  const about = { version, account, region, seed, timing: settings.timing.profile };
  const server = buildServer({
    emulator,
    pacer,
    about,
    reset,
    allowUnsigned: false,
    allowedHosts: [],
    allowedOrigins,
    ec2Endpoint,
  });
  const endpoint = await server.listen({ host: "127.0.0.1", port });
  const close = async () => {
    await server.close();
  };
  return {
    endpoint,
    control: controlOf(endpoint),
    clientConfiguration: clientConfigurationOf({ endpoint, account, region }),
    environment: environmentOf({ endpoint, account, region }),
    close,
    [Symbol.asyncDispose]: close,
  };
}
