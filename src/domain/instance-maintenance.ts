/** Decides the healthy percentages for replacing instances, and when a replacement is ready. */
import type { AutoScalingGroup, GroupSettings, InstanceMaintenancePolicy } from "./group.ts";
import type { Seconds } from "./time.ts";
import type { Region } from "./world.ts";

/** The meaning of the account setting; the maximum is the console's. */
const launchBeforeTerminate = { minHealthyPercentage: 100, maxHealthyPercentage: 110 } as const;

/** The group's own policy, else that of the account setting launchBeforeTerminate. */
export function maintenancePolicyInForce(
  { instanceMaintenancePolicy }: Pick<AutoScalingGroup, "instanceMaintenancePolicy">,
  { accountSettings }: Pick<Region, "accountSettings">,
): InstanceMaintenancePolicy | undefined {
  if (instanceMaintenancePolicy !== undefined) return instanceMaintenancePolicy;
  const isEnabled = accountSettings.get("launchBeforeTerminate") === "enabled";
  return isEnabled ? launchBeforeTerminate : undefined;
}

/** The default warmup of a new instance. */
export function usualWarmupSeconds({
  defaultInstanceWarmupSeconds,
  healthCheckGracePeriodSeconds,
}: Pick<GroupSettings, "defaultInstanceWarmupSeconds" | "healthCheckGracePeriodSeconds">): Seconds {
  return defaultInstanceWarmupSeconds ?? healthCheckGracePeriodSeconds;
}
