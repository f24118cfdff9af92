/** DescribeTerminationPolicyTypes: the policies that AWS names (G-047). */
import { defineAction } from "../../action.ts";
import { terminationPolicyNames } from "../termination-policies.ts";

export const describeTerminationPolicyTypes = defineAction(
  "autoscaling",
  "DescribeTerminationPolicyTypes",
  () => ({ output: { TerminationPolicyTypes: [...terminationPolicyNames] } }),
);
