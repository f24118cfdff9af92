/** One call of AWS's API as the wire hands it on, and what is told of its answer. */
import type { ServiceName } from "../model/shapes.ts";

interface Caller {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  readonly requestId: string;
  /** As the request was signed; undefined of an unsigned one. */
  readonly accessKeyId?: string | undefined;
}

/** One decoded and validated call; the input is AWS's shape of the operation. */
export interface Call {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: unknown;
  readonly caller: Caller;
}

/** What the log says about one answer; `code` only of an error. */
export interface Answer {
  readonly service: ServiceName;
  readonly action?: string;
  readonly group?: string;
  readonly status: number;
  readonly code?: string;
  /** The code is one that a fault made up. */
  readonly isByFault?: boolean;
  readonly milliseconds: number;
}
