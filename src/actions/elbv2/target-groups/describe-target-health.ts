/** DescribeTargetHealth: follows the targets' instances, including those of groups. */
import { targetHealths, targetsSeen } from "../../../domain/target-health.ts";
import { defineAction } from "../../action.ts";
import { existingTargetGroup } from "../existing-balancer.ts";
import { presentTargetHealth } from "../present-balancers.ts";

export const describeTargetHealth = defineAction(
  "elbv2",
  "DescribeTargetHealth",
  (input, { region, hasCome, settings }) => {
    const group = existingTargetGroup(region, input.TargetGroupArn);
    const seen = targetsSeen(group, { region, hasCome, timing: settings.timing });
    const asked = input.Targets ?? [];
    const health = targetHealths.notRegistered;
    const shown =
      asked.length === 0
        ? seen.filter(({ isGone }) => !isGone)
        : asked.flatMap(({ Id: id = "", Port: port }) => {
            const found = seen.filter(
              (one) => one.id === id && (port === undefined || one.port === port),
            );
            const usual = port ?? (group.members.Port as number | undefined);
            const unknown = {
              id,
              port: usual,
              availabilityZone: undefined,
              health,
              isGone: false,
            };
            return found.length === 0 ? [unknown] : found;
          });
    const checked = String(group.members.HealthCheckPort ?? "traffic-port");
    const TargetHealthDescriptions = shown.map((one) => presentTargetHealth(one, checked));
    return { output: { TargetHealthDescriptions } };
  },
);
