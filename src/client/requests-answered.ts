/** A request that the emulator has answered; null for what it does not have. */
export interface AnsweredRequest {
  readonly sequence: number;
  /** Virtual time. */
  readonly at: string;
  readonly wallTime: string;
  /** Null for the control API. */
  readonly service: string | null;
  readonly action: string | null;
  readonly group: string | null;
  readonly status: number;
  /** Of a refusal. */
  readonly code: string | null;
  readonly message: string | null;
  readonly milliseconds: number;
  readonly userAgent: string | null;
}
