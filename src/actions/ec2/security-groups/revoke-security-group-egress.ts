/** RevokeSecurityGroupEgress: takes rules away, by what they say or by their ids. */
import { defineAction } from "../../action.ts";
import { revoke } from "./security-groups.ts";

export const revokeSecurityGroupEgress = defineAction(
  "ec2",
  "RevokeSecurityGroupEgress",
  (input, context) => revoke(input, true, context),
);
