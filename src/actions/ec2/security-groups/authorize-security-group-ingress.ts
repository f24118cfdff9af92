/** AuthorizeSecurityGroupIngress: adds rules for incoming traffic, each with an id. */
import { defineAction } from "../../action.ts";
import { authorize } from "./security-groups.ts";

export const authorizeSecurityGroupIngress = defineAction(
  "ec2",
  "AuthorizeSecurityGroupIngress",
  (input, context) => authorize(input, false, context),
);
