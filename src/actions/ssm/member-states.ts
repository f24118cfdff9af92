/** The input members of SSM's operations that are rejected. */
import type { MemberStatesOf } from "../member-states.ts";

export const ssmMemberStates: MemberStatesOf<"ssm"> = {
  PutParameter: { rejected: ["Policies"] },
};
