/** DescribeCapacityReservation: always empty, because reservations cannot be created here. */
import { defineAction } from "../../action.ts";
import { existingLoadBalancer } from "../existing-balancer.ts";

export const describeCapacityReservation = defineAction(
  "elbv2",
  "DescribeCapacityReservation",
  (input, { region }) => {
    existingLoadBalancer(region, input.LoadBalancerArn);
    return { output: { CapacityReservationState: [] } };
  },
);
