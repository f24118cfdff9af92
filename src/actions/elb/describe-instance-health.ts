/** DescribeInstanceHealth: follows the instances' states, including those of groups. */
import { classicHealths, instancesSeen } from "../../domain/classic-health.ts";
import { defineAction } from "../action.ts";
import { existingClassic, instanceIdsIn } from "./balancers.ts";

export const describeInstanceHealth = defineAction(
  "elb",
  "DescribeInstanceHealth",
  (input, { region, hasCome, settings }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    const seen = instancesSeen(balancer, { region, hasCome, timing: settings.timing });
    const asked = instanceIdsIn(input.Instances, region);
    const shown = asked.length === 0 ? seen : asked.map((id) => seenAs(id, seen));
    return {
      output: {
        InstanceStates: shown.map(({ id, health }) => ({
          InstanceId: id,
          State: health.state,
          ReasonCode: health.reasonCode,
          Description: health.description,
        })),
      },
    };
  },
);

function seenAs(id: string, seen: ReturnType<typeof instancesSeen>) {
  return seen.find((one) => one.id === id) ?? { id, health: classicHealths.notRegistered };
}
