/** One call of AWS's API as decoded from the wire, and the log's view of its answer. */
import type { ServiceName } from "../model/shapes.ts";

interface Caller {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  readonly requestId: string;
  /** The access key of the signature; undefined for an unsigned request. */
  readonly accessKeyId?: string | undefined;
}

/** One decoded and validated call; the input has the shape of AWS's model. */
export interface Call {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: unknown;
  readonly caller: Caller;
}

/** What the log shows of an answer; `code` and `message` only of an error. */
export interface Answer {
  readonly service: ServiceName;
  readonly action: string | undefined;
  readonly group: string | undefined;
  readonly status: number;
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly userAgent: string | undefined;
  /** The error was injected by a fault. */
  readonly isByFault: boolean;
  readonly milliseconds: number;
}
