/** What README says of each operation's input members: those that no code heeds, and how. */
import { autoScalingMemberStates } from "../../src/actions/autoscaling/member-states.ts";
import { cloudWatchMemberStates } from "../../src/actions/cloudwatch/member-states.ts";
import { elbv2MemberStates } from "../../src/actions/elbv2/member-states.ts";
import { eventBridgeMemberStates } from "../../src/actions/events/member-states.ts";
import type { MemberStates } from "../../src/actions/member-states.ts";
import { ssmMemberStates } from "../../src/actions/ssm/member-states.ts";
import type { ServiceName } from "../../src/model/shapes.ts";
import { unreadMembers } from "./unread-members.ts";

type ByOperation = Readonly<Record<string, MemberStates>>;

export const memberStates: Readonly<Partial<Record<ServiceName, ByOperation>>> = {
  autoscaling: autoScalingMemberStates,
  cloudwatch: cloudWatchMemberStates,
  elbv2: elbv2MemberStates,
  ssm: ssmMemberStates,
  events: eventBridgeMemberStates,
};

export interface NotSimulated {
  readonly stored: readonly string[];
  readonly withoutEffect: readonly string[];
  readonly rejected: readonly string[];
}

/** The members of an operation that are not simulated, each in one of the three lists. */
export function notSimulated(service: ServiceName, operation: string): NotSimulated {
  const states = memberStates[service]?.[operation] ?? {};
  const { stored = [], rejected = [], simulated = [], withoutEffect = {} } = states;
  const told = new Set([...stored, ...rejected, ...simulated]);
  const unread = service === "autoscaling" ? [] : unreadMembers(service, operation);
  const without = [...Object.keys(withoutEffect), ...unread.filter((name) => !told.has(name))];
  return { stored, rejected, withoutEffect: [...new Set(without)] };
}
