/** AuthorizeSecurityGroupEgress: adds rules for outgoing traffic, each with an id. */
import { defineAction } from "../../action.ts";
import { authorize } from "./security-groups.ts";

export const authorizeSecurityGroupEgress = defineAction(
  "ec2",
  "AuthorizeSecurityGroupEgress",
  (input, context) => authorize(input, true, context),
);
