/**
 * What becomes of input members that are not simulated. Of Auto Scaling members that its
 * member-states.ts does not name are simulated: tests compare this with what its actions read. Of
 * the other services a member has no effect when no code names it, unless it is named there.
 */
import type { Input, OperationName, ServiceName } from "../model/operations.ts";

export interface MemberStates<Member extends string = string> {
  /** Kept and shown again. */
  readonly stored?: readonly Member[];
  /** Each with the reason. */
  readonly withoutEffect?: { readonly [Name in Member]?: string };
  readonly rejected?: readonly Member[];
  /** Simulated, though no code names them: they are looked at as a whole. */
  readonly simulated?: readonly Member[];
}

/** By operation; a member that AWS's operation does not have does not compile. */
export type MemberStatesOf<S extends ServiceName> = {
  readonly [N in OperationName<S>]?: MemberStates<keyof Input<S, N> & string>;
};
