/**
 * DescribeAccountLimits: AWS's default quotas and the account's present numbers; no quota is
 * enforced.
 */
import { defineAction } from "../../action.ts";

const mostGroups = 500;
const mostLaunchConfigurations = 200;

export const describeAccountLimits = defineAction(
  "autoscaling",
  "DescribeAccountLimits",
  (_input, { region }) => ({
    output: {
      MaxNumberOfAutoScalingGroups: mostGroups,
      MaxNumberOfLaunchConfigurations: mostLaunchConfigurations,
      NumberOfAutoScalingGroups: region.groups.size,
      NumberOfLaunchConfigurations: region.launchConfigurations.size,
    },
  }),
);
