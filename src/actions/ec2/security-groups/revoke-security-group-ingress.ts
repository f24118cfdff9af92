/** RevokeSecurityGroupIngress: removes rules by content or id. */
import { defineAction } from "../../action.ts";
import { revoke } from "./security-groups.ts";

export const revokeSecurityGroupIngress = defineAction(
  "ec2",
  "RevokeSecurityGroupIngress",
  (input, context) => revoke(input, false, context),
);
