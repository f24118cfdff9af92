/** RevokeSecurityGroupEgress: removes rules by content or id. */
import { defineAction } from "../../action.ts";
import { revoke } from "./security-groups.ts";

export const revokeSecurityGroupEgress = defineAction(
  "ec2",
  "RevokeSecurityGroupEgress",
  (input, context) => revoke(input, true, context),
);
