/** The input members of EventBridge's operations that are stored only. */
import type { MemberStatesOf } from "../member-states.ts";

export const eventBridgeMemberStates: MemberStatesOf<"events"> = {
  PutRule: { stored: ["ScheduleExpression", "Description", "RoleArn"] },
};
