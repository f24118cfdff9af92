/**
 * The scheduled actions that AWS refuses, rule by rule of the public rule set cdk-preflight
 * (`rules/autoscaling`, each with the text that the service answered).
 */
import { PutScheduledUpdateGroupActionCommand } from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../../support/emulator.ts";
import { aGroup } from "../../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../../support/refusal.ts";

const emulated = await startEmulator();
const { client } = emulated;

type Row = readonly [rule: string, members: object, message: string];

const action = { MinSize: 1, StartTime: new Date("2099-01-01T00:00:00Z") };
const past = new Date("2000-01-01T00:00:00Z");

const schedules: readonly Row[] = [
  [
    "pf-asg-sched-capacity-fields-ordering",
    { ...action, MaxSize: 2, DesiredCapacity: 3 },
    "Desired capacity must be less than or equal to max size",
  ],
  [
    "pf-asg-sched-desiredcapacity-nonnegative",
    { StartTime: action.StartTime, DesiredCapacity: -1 },
    "Desired capacity must be non-negative",
  ],
  ["pf-asg-sched-minsize-nonnegative", { ...action, MinSize: -1 }, "Min size must be non-negative"],
  [
    "pf-asg-sched-endtime-alone-requires-starttime-or-recurrence",
    { MinSize: 1, EndTime: action.StartTime },
    "Scheduled start time must be specified for non-recurrent future group action",
  ],
  [
    "pf-asg-sched-endtime-not-before-starttime",
    { ...action, EndTime: new Date("2098-01-01T00:00:00Z") },
    "Given end time must be after start time",
  ],
  [
    "pf-asg-sched-endtime-not-past",
    { MinSize: 1, Recurrence: "30 6 * * 2", EndTime: past },
    "Given end time is in the past",
  ],
  [
    "pf-asg-sched-starttime-not-past",
    { ...action, StartTime: past },
    "Given start time is in the past",
  ],
  ...[
    ["pf-asg-sched-recurrence-field-range", "99 6 * * 2"] as const,
    ["pf-asg-sched-recurrence-five-fields-no-cron-wrapper", "cron(30 6 * * 2)"] as const,
    ["pf-asg-sched-recurrence-rejects-question-mark", "30 6 ? * 2"] as const,
  ].map(
    ([rule, Recurrence]): Row => [
      rule,
      { MinSize: 1, Recurrence },
      `Given recurrence string: ${Recurrence} is invalid`,
    ],
  ),
  ...["JST", "+09:00"].map(
    (TimeZone): Row => [
      `pf-asg-sched-timezone-iana-only: ${TimeZone}`,
      { MinSize: 1, Recurrence: "30 6 * * 2", TimeZone },
      "Time zone specified does not conform to standardized time zones found in IANA Time Zone " +
        "Database",
    ],
  ),
];

const schedule = (AutoScalingGroupName: string, ScheduledActionName: string, members: object) =>
  client.send(
    new PutScheduledUpdateGroupActionCommand({
      AutoScalingGroupName,
      ScheduledActionName,
      ...members,
    }),
  );

test.each(schedules)("%s", async (_, members, message) => {
  const call = schedule(await aGroup(emulated), "action", members);
  expect(await refusalOf(call)).toEqual(validationErrorOf(message));
});

test("pf-asg-sched-starttime-unique-per-group", async () => {
  const name = await aGroup(emulated);
  await schedule(name, "one", action);
  expect(await refusalOf(schedule(name, "other", action))).toEqual({
    code: "AlreadyExists",
    message: "Scheduled action with this scheduled start time already exists",
    status: 400,
  });
});
