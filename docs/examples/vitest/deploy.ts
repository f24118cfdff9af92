// The code under test: it replaces a group's instances by a version, and waits for the end.
import { setTimeout as delay } from "node:timers/promises";
import type { AutoScaling } from "@aws-sdk/client-auto-scaling";

/** Answers the refresh's last status. */
export async function deploy(
  aws: AutoScaling,
  group: string,
  version: string,
  pause: () => Promise<unknown> = () => delay(15_000),
): Promise<string> {
  await aws.startInstanceRefresh({
    AutoScalingGroupName: group,
    DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: group, Version: version } },
    Preferences: { MinHealthyPercentage: 90, AutoRollback: true },
  });
  for (;;) {
    const { InstanceRefreshes: [refresh] = [] } = await aws.describeInstanceRefreshes({
      AutoScalingGroupName: group,
      MaxRecords: 1,
    });
    if (refresh?.EndTime !== undefined) return refresh.Status ?? "";
    await pause();
  }
}
