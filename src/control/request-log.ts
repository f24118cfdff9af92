/** The newest requests, for people: what was asked, when, by whom, and how it was answered. */
import { cut } from "../domain/visible.ts";

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

export interface RequestLog {
  add(request: Omit<LoggedRequest, "sequence">): void;
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
    add: (request) => {
      count += 1;
      ring[(count - 1) % mostRequests] = {
        ...request,
        sequence: count,
        action: shortened(request.action),
        group: shortened(request.group),
        message: shortened(request.message),
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
