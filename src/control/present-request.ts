/** A request that was answered, as the control API shows it. */
import { isoMillisecond } from "../domain/time.ts";
import type { LoggedRequest } from "./request-log.ts";

/** Null for what it does not have. */
export function showRequest(request: LoggedRequest) {
  const { sequence, status, milliseconds } = request;
  return {
    sequence,
    at: isoMillisecond(request.at),
    wallTime: isoMillisecond(request.wall),
    service: request.service ?? null,
    action: request.action ?? null,
    group: request.group ?? null,
    status,
    code: request.code ?? null,
    message: request.message ?? null,
    milliseconds: Math.round(milliseconds * 100) / 100,
    userAgent: request.userAgent ?? null,
  };
}
