/** Decides the injected fault of one call: an error, a delayed answer or a closed connection. */
import type { Change } from "../domain/changes/change.ts";
import { type ApiFault, answerByKind, type ByFaultKind } from "../domain/fault.ts";
import { apiErrors } from "../domain/texts/api-errors.ts";
import { type FaultContext, faultCounter, newestFirst } from "./fault-counter.ts";

export interface CallFault {
  /** Answered instead of running the call. */
  readonly error?: { readonly code: string; readonly status: number; readonly message: string };
  readonly latencyMilliseconds?: number;
  readonly dropConnection?: "before" | "after";
}

interface AskedCall {
  readonly service: string;
  readonly operation: string;
  readonly caller: { readonly account: string; readonly accessKeyId?: string | undefined };
}

/**
 * The newest fault decides each of the three effects; a fault that adds no effect is not counted.
 */
export function drawCallFault(
  call: AskedCall,
  place: FaultContext,
): { readonly callFault: CallFault; readonly changes: readonly Change[] } {
  const counter = faultCounter(place);
  let callFault: CallFault = {};
  for (const active of newestFirst(place.faults)) {
    const parts = answerByKind(partsFor, active.fault, call);
    const isAdding = Object.keys(parts).some((part) => !(part in callFault));
    if (!isAdding || !counter.happens(active, { subject: call.operation })) continue;
    callFault = { ...parts, ...callFault };
  }
  return { callFault, changes: counter.changes };
}

const nothing = (): CallFault => ({});

/** What it makes go wrong with the call. */
const partsFor: ByFaultKind<AskedCall, CallFault> = {
  launch: nothing,
  zone: nothing,
  alarm: nothing,
  hook: nothing,
  api: (fault, call) => {
    const { service, operation, accessKeyId } = fault;
    const isMeant =
      (service === undefined || service === call.service) &&
      (operation === undefined || operation === call.operation) &&
      (accessKeyId === undefined || accessKeyId === call.caller.accessKeyId);
    return isMeant ? partsOf(fault, call) : {};
  },
};

function partsOf(fault: ApiFault, call: AskedCall) {
  const { error, status, message, latencyMilliseconds, dropConnection } = fault;
  const known = error === undefined ? undefined : apiErrors[error];
  return {
    ...(error !== undefined && {
      error: {
        code: error,
        status: status ?? known?.status ?? 400,
        message: message ?? (known && filled(known.message, call)) ?? error,
      },
    }),
    ...(latencyMilliseconds !== undefined && { latencyMilliseconds }),
    ...(dropConnection !== undefined && { dropConnection }),
  };
}

/** The text with the caller and the action as IAM names them. */
function filled(text: string, { service, operation, caller }: AskedCall): string {
  const prefix = service.startsWith("elb") ? "elasticloadbalancing" : service;
  return text
    .replace("{user}", `arn:aws:iam::${caller.account}:root`)
    .replaceAll("{action}", `${prefix}:${operation}`);
}
