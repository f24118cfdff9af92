/** A group of two behind a target group, in this process. */
import { defaultSubnets, defaultVpcId } from "../../src/domain/network.ts";
import type { Timing } from "../../src/domain/timing.ts";
import { account, type InProcess, type Input, inProcess, regionName } from "./in-process.ts";

export interface Balanced {
  readonly story: InProcess;
  readonly targetGroupArn: string;
  /** Each state and how many targets are in it, such as "healthy 2". */
  readonly health: () => string;
}

export interface BalancedOptions {
  readonly brokenVersion?: number;
  readonly timing?: Partial<Timing>;
  /** Without it AWS's 300. */
  readonly delaySeconds?: number;
  /** Whether a listener forwards to the target group. */
  readonly isInUse?: boolean;
  readonly group?: Input;
}

/** Not settled yet: its instances are being launched. */
export function aBalancedFleet(options: BalancedOptions = {}): Balanced {
  const { brokenVersion: launchTemplateVersion, timing = {} } = options;
  const behaviors =
    launchTemplateVersion === undefined ? [] : [{ launchTemplateVersion, isBroken: true }];
  const story = inProcess({ timing, settings: { behaviors } });
  const targetGroupArn = aTargetGroup(story, "web", options);
  for (const version of [1, 2]) {
    const operation = version === 1 ? "CreateLaunchTemplate" : "CreateLaunchTemplateVersion";
    story.call("ec2", operation, {
      LaunchTemplateName: "web",
      LaunchTemplateData: { ImageId: `ami-0000000${version}`, InstanceType: "t3.nano" },
    });
  }
  story.call("autoscaling", "CreateAutoScalingGroup", {
    AutoScalingGroupName: "web",
    MinSize: 0,
    MaxSize: 4,
    DesiredCapacity: 2,
    HealthCheckType: "ELB",
    HealthCheckGracePeriod: 0,
    AvailabilityZones: ["us-east-1a", "us-east-1b"],
    LaunchTemplate: { LaunchTemplateName: "web", Version: "1" },
    TargetGroupARNs: [targetGroupArn],
    ...options.group,
  });
  return { story, targetGroupArn, health: () => healthOf(story, targetGroupArn) };
}

/** With a load balancer of its own where it is in use; answers its ARN. */
export function aTargetGroup(
  story: Pick<InProcess, "call">,
  name: string,
  { delaySeconds, isInUse = true }: Pick<BalancedOptions, "delaySeconds" | "isInUse"> = {},
): string {
  const elb = (operation: string, input: Input) => story.call("elbv2", operation, input);
  const VpcId = defaultVpcId(account, regionName);
  const groups = elb("CreateTargetGroup", { Name: name, Protocol: "HTTP", Port: 80, VpcId })
    .TargetGroups as { TargetGroupArn: string }[];
  const TargetGroupArn = groups[0]?.TargetGroupArn ?? "";
  if (delaySeconds !== undefined) {
    const Key = "deregistration_delay.timeout_seconds";
    const Attributes = [{ Key, Value: String(delaySeconds) }];
    elb("ModifyTargetGroupAttributes", { TargetGroupArn, Attributes });
  }
  if (!isInUse) return TargetGroupArn;
  const subnets = defaultSubnets(account, regionName).slice(0, 2);
  const Subnets = subnets.map(({ id }) => id);
  const balancers = elb("CreateLoadBalancer", { Name: name, Subnets }).LoadBalancers as {
    LoadBalancerArn: string;
  }[];
  elb("CreateListener", {
    LoadBalancerArn: balancers[0]?.LoadBalancerArn,
    Protocol: "HTTP",
    Port: 80,
    DefaultActions: [{ Type: "forward", TargetGroupArn }],
  });
  return TargetGroupArn;
}

export function healthOf(story: InProcess, TargetGroupArn: string): string {
  const { TargetHealthDescriptions } = story.call("elbv2", "DescribeTargetHealth", {
    TargetGroupArn,
  }) as { TargetHealthDescriptions: { TargetHealth: { State: string } }[] };
  const states = TargetHealthDescriptions.map(({ TargetHealth }) => TargetHealth.State).sort();
  const counted = [...new Set(states)].map(
    (state) => `${state} ${states.filter((one) => one === state).length}`,
  );
  return counted.join(", ");
}
