/** DescribeTerminationPolicyTypes: the policies that a group can name (G-047). */
import { defineAction } from "../../action.ts";
import { terminationPolicyNames } from "../termination-policies.ts";

export const describeTerminationPolicyTypes = defineAction(
  "autoscaling",
  "DescribeTerminationPolicyTypes",
  () => ({
    output: {
      TerminationPolicyTypes: terminationPolicyNames.filter((name) => name !== "Lambda"),
    },
  }),
);
