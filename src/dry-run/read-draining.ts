/** Reads how long the group's load balancers drain an instance that leaves. */
import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import type { Attempt } from "./attempt.ts";
import type { Attributes } from "./describe-balancers.ts";
import type { DescribeCalls } from "./describe-calls.ts";

export type DrainingReading = {
  /** The name of the target group or of the classic load balancer. */
  readonly name: string;
  readonly delaySeconds: number;
} & (
  | { readonly kind: "classicLoadBalancer" }
  | { readonly kind: "targetGroup"; readonly balancer: string }
);

/** AWS's default of a target group. */
const defaultDelaySeconds = 300;

const unknownBalancer = "balancer";

export async function readDraining(
  calls: DescribeCalls,
  group: AutoScalingGroup,
  attempts: Attempt,
): Promise<readonly DrainingReading[]> {
  const sources = group.TrafficSources ?? [];
  if (sources.some(({ Type: type }) => type === "vpc-lattice"))
    attempts.note("VPC Lattice target groups: not read; assumed: they do not drain instances");
  const found = await Promise.all([
    targetGroups(calls, group.TargetGroupARNs ?? [], attempts),
    ...(group.LoadBalancerNames ?? []).map((name) => classic(calls, name, attempts)),
  ]);
  return found.flat();
}

async function targetGroups(
  calls: DescribeCalls,
  arns: readonly string[],
  { attempt }: Attempt,
): Promise<readonly DrainingReading[]> {
  if (arns.length === 0) return [];
  const assumed = `they drain instances for ${defaultDelaySeconds} s, AWS's default`;
  const found = await attempt(
    "target groups",
    assumed,
    () => calls.targetGroups(arns),
    arns.map((arn) => ({ arn, name: nameIn(arn), balancer: unknownBalancer })),
  );
  return Promise.all(
    found
      .flatMap(({ balancer, ...used }) => (balancer === undefined ? [] : { ...used, balancer }))
      .map(async ({ arn, name, balancer }) => {
        const ask = () => calls.targetGroupAttributes(arn);
        const none: Attributes = new Map();
        const attributes = await attempt(`attributes of target group ${name}`, assumed, ask, none);
        const given = Number(attributes.get("deregistration_delay.timeout_seconds"));
        const delaySeconds = given >= 0 ? given : defaultDelaySeconds;
        return { name, kind: "targetGroup" as const, balancer, delaySeconds };
      }),
  );
}

/** `…:targetgroup/NAME/…`. */
function nameIn(arn: string): string {
  return arn.split("/")[1] ?? arn;
}

async function classic(
  calls: DescribeCalls,
  name: string,
  { attempt }: Attempt,
): Promise<readonly DrainingReading[]> {
  const what = `attributes of load balancer ${name}`;
  const none: Attributes = new Map();
  const ask = () => calls.classicAttributes(name);
  const attributes = await attempt(what, "it does not drain instances", ask, none);
  if (attributes.get("Enabled") !== "true") return [];
  const delaySeconds = Number(attributes.get("Timeout"));
  return [{ name, kind: "classicLoadBalancer", delaySeconds }];
}
