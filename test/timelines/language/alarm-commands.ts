/** Commands about CloudWatch alarms: make one, set its state, delete it. */
import type { AlarmState } from "../../../src/domain/alarm.ts";
import type { Command } from "./command.ts";
import type { Story } from "./story.ts";
import { fail, type Words } from "./words.ts";

const states: readonly string[] = ["OK", "ALARM", "INSUFFICIENT_DATA"] satisfies AlarmState[];

/**
 * `alarm cpu OK` makes the alarm when it is not there; `alarm cpu ALARM`; `alarm cpu deleted`;
 * `alarm both rule="ALARM(cpu) AND ALARM(errors)"` makes a composite one, whose state follows.
 */
function alarm(words: Words, story: Story): readonly string[] {
  const name = words.next("an alarm's name");
  const rule = words.text("rule");
  if (rule !== undefined) {
    words.end();
    story.cloudwatch("PutCompositeAlarm", { AlarmName: name, AlarmRule: rule });
    return [];
  }
  const state = words.next("a state, or deleted");
  words.end();
  if (state === "deleted") {
    story.cloudwatch("DeleteAlarms", { AlarmNames: [name] });
    return [];
  }
  if (!states.includes(state)) fail(`"${state}" is none of ${states.join(", ")}`);
  if (!isThere(name, story)) makeAlarm(name, story);
  const StateValue = state as AlarmState;
  story.cloudwatch("SetAlarmState", { AlarmName: name, StateValue, StateReason: "timeline" });
  return [];
}

function isThere(name: string, story: Story): boolean {
  const answer = story.cloudwatch("DescribeAlarms", {
    AlarmNames: [name],
    AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
  });
  return [...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])].length > 0;
}

function makeAlarm(name: string, story: Story): void {
  story.cloudwatch("PutMetricAlarm", {
    AlarmName: name,
    Namespace: "timeline",
    MetricName: name,
    Statistic: "Average",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanThreshold",
  });
}

export const alarmCommands: Readonly<Record<string, Command>> = { alarm };
