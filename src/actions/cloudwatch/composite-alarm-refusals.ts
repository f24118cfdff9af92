/**
 * What CloudWatch refuses of a composite alarm beside its rule. The texts are those that the public
 * rule set cdk-preflight recorded.
 */
import { type AlarmRule, alarmsIn } from "../../domain/alarm-rule.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { Input } from "../../model/operations.ts";

/** A request, and its rule as it is read. */
export interface WantedComposite {
  readonly alarm: Input<"cloudwatch", "PutCompositeAlarm">;
  readonly rule: AlarmRule;
}

type Period = "ActionsSuppressorWaitPeriod" | "ActionsSuppressorExtensionPeriod";

const suppressorOf = ({ alarm }: WantedComposite) => alarm.ActionsSuppressor ?? "";

/** A suppressor has both periods, and only then there are any. */
function periodRefusals(period: Period): readonly Refusal<WantedComposite>[] {
  return [
    {
      when: (wanted) => suppressorOf(wanted) !== "" && wanted.alarm[period] === undefined,
      text: `${period} must not be null`,
    },
    {
      when: (wanted) => suppressorOf(wanted) === "" && wanted.alarm[period] !== undefined,
      text: `${period} requires an ActionSuppressor`,
    },
  ];
}

export const compositeRefusals: readonly Refusal<WantedComposite>[] = [
  ...periodRefusals("ActionsSuppressorWaitPeriod"),
  ...periodRefusals("ActionsSuppressorExtensionPeriod"),
  {
    when: (wanted) =>
      suppressorOf(wanted).startsWith("arn:") &&
      !/^arn:[\w-]+:cloudwatch:[^:]*:[^:]*:alarm:./.test(suppressorOf(wanted)),
    text: "ActionsSuppressor must be a valid CloudWatch Alarm ARN or an Alarm name",
  },
  {
    when: ({ alarm, rule }) => alarmsIn(rule).includes(alarm.AlarmName ?? ""),
    text:
      "A composite alarm cannot have a child relation with itself via its AlarmRule, as it would " +
      "introduce a circular dependency",
  },
];
