/** A fault as callers write it: times as texts, and what has a default left out. */
import type {
  AlarmFault,
  ApiFault,
  FaultKind,
  HookFault,
  LaunchFault,
  ZoneFault,
} from "../domain/fault.ts";

export type FaultDescription = { [K in FaultKind]: WithTimes<Descriptions[K]> }[FaultKind];

interface Descriptions {
  launch: LaunchFault;
  zone: WithDefault<ZoneFault, "launchError" | "isUnhealthy">;
  alarm: WithDefault<AlarmFault, "state">;
  hook: WithDefault<HookFault, "afterSeconds">;
  api: ApiFault;
}

type WithDefault<F, K extends keyof F> = Omit<F, K> & { readonly [N in K]?: F[N] | undefined };

type WithTimes<F> = F extends unknown
  ? { readonly [N in keyof F]: N extends "from" | "until" | "at" ? Time | undefined : F[N] }
  : never;

/** ISO 8601 with a zone, or a Date. */
type Time = string | Date;

/** A fault as it was added, and its history. */
export interface ListedFault {
  readonly id: string;
  readonly kind: FaultDescription["kind"];
  readonly addedAt: string;
  /** How often its conditions held, apart from number, probability and rank. */
  readonly matched: number;
  readonly fired: number;
  readonly lastFiredAt: string | null;
  /** Why it did not happen when it was due. */
  readonly lastMissed: string | null;
  readonly [member: string]: unknown;
}
