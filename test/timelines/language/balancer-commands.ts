/** Commands of load balancers, and the account setting that decides what is replaced first. */
import { defaultSubnets, defaultVpcId } from "../../../src/domain/network.ts";
import type { Command } from "./command.ts";
import type { Story } from "./story.ts";
import { fail, type Words } from "./words.ts";

const place = ["123456789012", "us-east-1"] as const;

/** `target-group web-tg delay=300 unused=true`: with a load balancer of its own unless unused. */
function targetGroup(words: Words, story: Story): readonly string[] {
  const Name = words.next("a target group's name");
  const delay = words.number("delay");
  const isUnused = words.flag("unused") ?? false;
  words.end();
  const created = { Name, Protocol: "HTTP", Port: 80, VpcId: defaultVpcId(...place) } as const;
  const { TargetGroups } = story.elbv2("CreateTargetGroup", created);
  const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn ?? fail("no target group was made");
  if (delay !== undefined) {
    const Attributes = [{ Key: "deregistration_delay.timeout_seconds", Value: String(delay) }];
    story.elbv2("ModifyTargetGroupAttributes", { TargetGroupArn, Attributes });
  }
  if (isUnused) return [];
  const Subnets = defaultSubnets(...place).map(({ id }) => id);
  const { LoadBalancers } = story.elbv2("CreateLoadBalancer", { Name, Subnets });
  story.elbv2("CreateListener", {
    LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn,
    Protocol: "HTTP",
    Port: 80,
    DefaultActions: [{ Type: "forward", TargetGroupArn }],
  });
  return [];
}

/** Target groups of these names, as a group has them. */
export function targetGroupMember(names: readonly string[] | undefined, story: Story) {
  if (names === undefined) return {};
  const TargetGroupARNs = names.map((name) => arnOf(name, story));
  return { TargetGroupARNs };
}

function arnOf(name: string, story: Story): string {
  const { TargetGroups } = story.elbv2("DescribeTargetGroups", { Names: [name] });
  return TargetGroups?.[0]?.TargetGroupArn ?? fail(`no target group ${name}`);
}

/** `targets web-tg`: how the target group sees its targets, by name. */
function targets(words: Words, story: Story): readonly string[] {
  const TargetGroupArn = arnOf(words.next("a target group's name"), story);
  words.end();
  const answer = story.elbv2("DescribeTargetHealth", { TargetGroupArn });
  return (answer.TargetHealthDescriptions ?? []).map(
    ({ Target, TargetHealth }) => `${story.names.named(Target?.Id ?? "")}  ${TargetHealth?.State}`,
  );
}

/** `account-setting launchBeforeTerminate enabled` */
function accountSetting(words: Words, story: Story): readonly string[] {
  const Name = words.next("a setting's name");
  const Value = words.next("its value");
  words.end();
  story.autoscaling("PutAccountSetting", { Name, Value });
  return [];
}

export const balancerCommands: Readonly<Record<string, Command>> = {
  "target-group": targetGroup,
  targets,
  "account-setting": accountSetting,
};
