/** RevokeSecurityGroupIngress: takes rules away, by what they say or by their ids. */
import { defineAction } from "../../action.ts";
import { revoke } from "./security-groups.ts";

export const revokeSecurityGroupIngress = defineAction(
  "ec2",
  "RevokeSecurityGroupIngress",
  (input, context) => revoke(input, false, context),
);
