/** Decides the health that a classic load balancer shows for its instances and those of groups. */
import type { ClassicLoadBalancer } from "./load-balancing.ts";
import {
  type HealthMoment,
  instanceHealth,
  membersHealth,
  type TargetHealth,
} from "./target-health.ts";

/** Health in AWS's words; `reasonCode` says who is responsible. */
export interface ClassicHealth {
  readonly state: "InService" | "OutOfService";
  readonly reasonCode: "N/A" | "ELB" | "Instance";
  readonly description: string;
}

export interface SeenInstance {
  readonly id: string;
  readonly health: ClassicHealth;
}

/** AWS's sentences. */
export const classicHealths = {
  healthy: { state: "InService", reasonCode: "N/A", description: "N/A" },
  registering: {
    state: "OutOfService",
    reasonCode: "ELB",
    description: "Instance registration is still in progress.",
  },
  failing: {
    state: "OutOfService",
    reasonCode: "Instance",
    description:
      "Instance has failed at least the UnhealthyThreshold number of health checks consecutively.",
  },
  draining: {
    state: "InService",
    reasonCode: "ELB",
    description: "Instance deregistration currently in progress.",
  },
  notRunning: {
    state: "OutOfService",
    reasonCode: "Instance",
    description: "Instance is in stopped state.",
  },
  notRegistered: {
    state: "OutOfService",
    reasonCode: "Instance",
    description: "Instance is not currently registered with the LoadBalancer.",
  },
} as const satisfies Readonly<Record<string, ClassicHealth>>;

/** A target group's health of the same instance, in the words of classic load balancers. */
const healthOfState: Readonly<Record<TargetHealth["state"], ClassicHealth>> = {
  healthy: classicHealths.healthy,
  initial: classicHealths.registering,
  unhealthy: classicHealths.failing,
  draining: classicHealths.draining,
  unused: classicHealths.notRunning,
};

/** The instances registered by callers, then those of groups, without terminated ones. */
export function instancesSeen(
  balancer: ClassicLoadBalancer,
  moment: HealthMoment,
): readonly SeenInstance[] {
  const own = balancer.instances.flatMap(({ id, registeredAt }) => {
    const instance = moment.region.instances.get(id);
    if (instance === undefined || instance.ec2State === "terminated") return [];
    return [{ id, health: instanceHealth(instance, { ...moment, since: registeredAt }) }];
  });
  const known = new Set(own.map(({ id }) => id));
  const source = { type: "elb", identifier: balancer.name } as const;
  const ofGroups = membersHealth(source, moment).filter(({ id }) => !known.has(id));
  return [...own, ...ofGroups].map(({ id, health }) => ({
    id,
    health: healthOfState[health.state],
  }));
}
