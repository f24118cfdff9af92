/** The newest requests, for people: what was asked, when, by whom, and how it was answered. */
import { cut } from "../domain/visible.ts";
import type { Pacer } from "../pacer.ts";

export interface LoggedRequest {
  /** Counts from 1 at the start of the process. */
  readonly sequence: number;
  /** Virtual time. */
  readonly at: number;
  /** The wall clock, in milliseconds since 1970. */
  readonly wall: number;
  /** Undefined for the control API. */
  readonly service: string | undefined;
  readonly action: string | undefined;
  readonly group: string | undefined;
  readonly status: number;
  /** Of a refusal. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly milliseconds: number;
  readonly userAgent: string | undefined;
}

/** A request as it was answered. */
type AnsweredRequest = Partial<Omit<LoggedRequest, "sequence" | "at" | "wall">> &
  Pick<LoggedRequest, "status" | "milliseconds">;

export interface RequestLog {
  add(request: AnsweredRequest, clock: Pick<Pacer, "now" | "wall">): void;
  /** Those that are kept after this sequence, oldest first. */
  after(sequence: number): readonly LoggedRequest[];
  /** The sequence of the newest; 0 when there was none. */
  last(): number;
  /** Calls back after each request until the returned function is called. */
  listen(callBack: () => void): () => void;
}

const mostRequests = 1000;
/** Invented names may be as long as a request. */
const longestText = 500;

export function requestLog(): RequestLog {
  const ring: LoggedRequest[] = [];
  const listeners = new Set<() => void>();
  let count = 0;
  return {
    add: (request, clock) => {
      count += 1;
      ring[(count - 1) % mostRequests] = {
        sequence: count,
        at: clock.now(),
        wall: clock.wall(),
        service: request.service,
        action: shortened(request.action),
        group: shortened(request.group),
        status: request.status,
        code: request.code,
        message: shortened(request.message),
        milliseconds: request.milliseconds,
        userAgent: shortened(request.userAgent),
      };
      for (const callBack of listeners) callBack();
    },
    after: (sequence) => {
      const first = Math.max(sequence, count - mostRequests);
      const missing = Math.max(0, count - first);
      return Array.from(
        { length: missing },
        (_, nth) => ring[(first + nth) % mostRequests] as LoggedRequest,
      );
    },
    last: () => count,
    listen: (callBack) => {
      listeners.add(callBack);
      return () => void listeners.delete(callBack);
    },
  };
}

function shortened(text: string | undefined): string | undefined {
  return text === undefined ? undefined : cut(text, longestText);
}
