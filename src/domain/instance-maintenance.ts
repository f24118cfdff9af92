/** Which healthy percentages govern a group that replaces instances, and when one is ready. */
import type { AutoScalingGroup, GroupSettings, InstanceMaintenancePolicy } from "./group.ts";
import type { Seconds } from "./time.ts";
import type { Region } from "./world.ts";

/** What the account setting stands for; the maximum is that of the console. */
const launchBeforeTerminate = { minHealthyPercentage: 100, maxHealthyPercentage: 110 } as const;

/** The group's own policy, else what the account setting launchBeforeTerminate says. */
export function maintenancePolicyInForce(
  { instanceMaintenancePolicy }: Pick<AutoScalingGroup, "instanceMaintenancePolicy">,
  { accountSettings }: Pick<Region, "accountSettings">,
): InstanceMaintenancePolicy | undefined {
  if (instanceMaintenancePolicy !== undefined) return instanceMaintenancePolicy;
  const isEnabled = accountSettings.get("launchBeforeTerminate") === "enabled";
  return isEnabled ? launchBeforeTerminate : undefined;
}

/** How long a new instance warms up where nobody says otherwise. */
export function usualWarmupSeconds({
  defaultInstanceWarmupSeconds,
  healthCheckGracePeriodSeconds,
}: Pick<GroupSettings, "defaultInstanceWarmupSeconds" | "healthCheckGracePeriodSeconds">): Seconds {
  return defaultInstanceWarmupSeconds ?? healthCheckGracePeriodSeconds;
}
