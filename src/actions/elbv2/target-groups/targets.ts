/** Which targets a target group has after a registration or a deregistration. */
import { type Cidr, contains, parseCidr } from "../../../domain/cidr.ts";
import type { Subnet } from "../../../domain/ec2-record.ts";
import type { Target, TargetGroup } from "../../../domain/load-balancing.ts";
import { subnetsOf } from "../../../domain/network-records.ts";
import type { Refusal } from "../../../domain/refusals.ts";
import { targetsSeen } from "../../../domain/target-health.ts";
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import { type Instant, milliseconds } from "../../../domain/time.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import type { ActionContext } from "../../action.ts";
import { refuseBy } from "../../refusals.ts";
import { attributesOf } from "../balancer-attributes.ts";

type Targets = Input<"elbv2", "RegisterTargets">["Targets"];

/** Instances must be running; addresses are not validated. */
export function withTargets(
  group: TargetGroup,
  given: Targets,
  { region, now }: ActionContext,
): readonly Target[] {
  if (!given?.length) throw validationError(balancerTexts.noTargets);
  refuseBy(targetRefusals, { group, given, subnets: subnetsOf(region) });
  if (group.members.TargetType === "instance") {
    const ids = given.map(({ Id = "" }) => Id);
    const invalid = ids.filter((id) => !region.instances.has(id));
    if (invalid.length > 0) throw invalidTargets(balancerTexts.invalidTargets(invalid.join(", ")));
    const idle = ids.filter((id) => region.instances.get(id)?.ec2State !== "running");
    if (idle.length > 0) throw invalidTargets(balancerTexts.notRunning(idle.join(", ")));
  }
  const added = given.map(({ Id: id = "", Port: port, AvailabilityZone: zone }) => ({
    id,
    ...(port !== undefined && { port }),
    ...(zone !== undefined && { availabilityZone: zone }),
    registeredAt: now,
  }));
  const isAdded = (one: Target) => added.some((other) => isSame(group, one, other));
  const present = group.targets.filter((one) => one.drainsUntil === undefined);
  const others = group.targets.filter((one) => !isAdded(one) && !present.includes(one));
  const fresh = added.filter((one) => !present.some((other) => isSame(group, one, other)));
  return [...stillKept(others, region, now), ...present, ...fresh];
}

/** What a request would register, and the blocks that its targets may be in. */
interface WantedTargets {
  readonly group: TargetGroup;
  readonly given: NonNullable<Targets>;
  readonly subnets: readonly Subnet[];
}

/** Beside the VPC's subnets, those of RFC 1918 and RFC 6598. */
const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** IPv6 addresses are taken as they are. */
function publicAddress({ group, given, subnets }: WantedTargets): string | undefined {
  if (group.members.TargetType !== "ip") return undefined;
  const ofVpc = subnets.filter(({ vpcId }) => vpcId === group.members.VpcId);
  const blocks = [...privateBlocks, ...ofVpc.map(({ cidrBlock }) => cidrBlock)].map(parseCidr);
  const ids = given.map(({ Id = "" }) => Id);
  return ids.find((id) => {
    const address = parseCidr(`${id}/32`);
    const isIn = (block: Cidr | undefined) => block && address && contains(block, address);
    return address !== undefined && !blocks.some(isIn);
  });
}

function oneAtMost(type: "alb" | "lambda", words: string): Refusal<WantedTargets> {
  return {
    when: ({ group, given }) => group.members.TargetType === type && given.length > 1,
    text: ({ given }) =>
      `Up to '1' ${words} target(s) can be registered, but '${given.length}' were specified`,
  };
}

/** The texts are those that the public rule set cdk-preflight recorded. */
const targetRefusals: readonly Refusal<WantedTargets>[] = [
  oneAtMost("alb", "Application Load Balancer"),
  oneAtMost("lambda", "Lambda function"),
  {
    when: (wanted) => publicAddress(wanted) !== undefined,
    text: (wanted) =>
      `The IP address '${publicAddress(wanted)}' is not allowed, as it must be an address from a ` +
      "VPC subnet, RFC1918, or RFC6598",
  },
];

export function withoutTargets(
  group: TargetGroup,
  given: Targets,
  { region, now, hasCome, settings }: ActionContext,
): readonly Target[] {
  if (!given?.length) throw validationError(balancerTexts.noTargets);
  // Functions have no such delay.
  const delay = Number(attributesOf(group)["deregistration_delay.timeout_seconds"] ?? 0);
  const drainsUntil = now + milliseconds(delay);
  const isMeant = ({ id, port }: Pick<Target, "id" | "port">) =>
    given.some(
      ({ Id, Port }) => Id === id && (Port === undefined || Port === (port ?? portOf(group))),
    );
  const own = group.targets.map((one) =>
    isMeant(one) && one.drainsUntil === undefined ? { ...one, drainsUntil } : one,
  );
  const known = new Set(own.map(({ id }) => id));
  // Instances registered by their group are removed too, and the group does not register them
  // again.
  const ofGroups = targetsSeen(group, { region, hasCome, timing: settings.timing })
    .filter(({ id, port }) => !known.has(id) && isMeant({ id, ...(port && { port }) }))
    .map(({ id }) => ({ id, registeredAt: now, drainsUntil }));
  return [...stillKept(own, region, now), ...ofGroups];
}

/** Forgets drained targets, except members of groups, which would count as registered again. */
function stillKept(targets: readonly Target[], { instances }: Region, now: Instant) {
  return targets.filter(
    ({ id, drainsUntil = now + 1 }) =>
      now < drainsUntil || instances.get(id)?.groupName !== undefined,
  );
}

function portOf({ members }: TargetGroup): unknown {
  return members.Port;
}

function isSame(group: TargetGroup, one: Target, other: Target): boolean {
  const usual = portOf(group);
  return one.id === other.id && (one.port ?? usual) === (other.port ?? usual);
}

function invalidTargets(message: string) {
  return fault("elbv2", "InvalidTargetException", message);
}
