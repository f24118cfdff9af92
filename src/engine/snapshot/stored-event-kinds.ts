/** The checks of stored events. */
import { type ActivityFact, refreshSteps } from "../../domain/event-fact.ts";
import { pathOf } from "../../domain/event-paths.ts";
import type { MatchedRule } from "../../domain/event-rule.ts";
import { launching, terminating } from "../../domain/lifecycle-hook.ts";
import type { StoredFact } from "./stored-events.ts";
import { activity, activityKind } from "./stored-group-kinds.ts";
import {
  instant,
  type Kind,
  list,
  oneOfRecords,
  oneOfTexts,
  optional,
  percentage,
  record,
  seconds,
  text,
  truth,
  where,
  whole,
} from "./stored-kinds.ts";
import { putEventMembers, ruleTarget } from "./stored-rule-kinds.ts";

const bus = {
  sequence: whole(1, 2 ** 52),
  at: instant,
  account: text,
  region: text,
  rules: optional(list(record<MatchedRule>({ name: text, arn: text, targets: list(ruleTarget) }))),
};
const place = { ...bus, group: text, groupArn: text };

const ended = where(activity, ({ kind, endTime }) => {
  const isSent = endTime !== undefined && pathOf({ kind }) !== undefined;
  return isSent ? undefined : { path: "", expected: "an activity whose end is an event" };
});

/** Written out, or the id of one that the group has. */
const activityOrId: Kind<ActivityFact["activity"] | string> = {
  wrongIn: (value) => (typeof value === "string" ? undefined : ended.wrongIn(value)),
};

export const eventFact: Kind<StoredFact> = oneOfRecords("kind", {
  refresh: {
    ...place,
    what: oneOfTexts(refreshSteps),
    refreshId: text,
    checkpoint: optional(record({ percentage, delaySeconds: seconds })),
  },
  hook: {
    ...place,
    transition: oneOfTexts([launching, terminating]),
    move: optional(activityKind),
    instanceId: text,
    hookName: text,
    token: text,
    notificationMetadata: optional(text),
    notificationTargetArn: optional(text),
  },
  activity: { ...place, activity: activityOrId, isHeld: truth, topics: optional(list(text)) },
  trial: { ...place, targetArn: text, requestId: text },
  put: { ...bus, ...putEventMembers },
});
