/** Commands that attach and detach instances, and that schedule what a group is to become. */
import { parseInstant } from "../../../src/domain/time.ts";
import type { Input } from "../../../src/model/operations.ts";
import { type Command, given } from "./command.ts";
import { clockText } from "./print.ts";
import type { Story } from "./story.ts";
import { fail, type Words } from "./words.ts";

/** The group's name and the ids of `A,C`. */
function instancesOf(words: Words, story: Story) {
  const AutoScalingGroupName = words.next("a group's name");
  const names = words.next("instances such as A,C").split(",");
  return { AutoScalingGroupName, InstanceIds: names.map((name) => story.names.idOf(name)) };
}

/** `detach web A decrement=true`; without decrement another instance is launched. */
const detach: Command = (words, story) => {
  const meant = instancesOf(words, story);
  const ShouldDecrementDesiredCapacity = words.flag("decrement") ?? false;
  words.end();
  story.autoscaling("DetachInstances", { ...meant, ShouldDecrementDesiredCapacity });
  return [];
};

/** `attach web A` */
const attach: Command = (words, story) => {
  const meant = instancesOf(words, story);
  words.end();
  story.autoscaling("AttachInstances", meant);
  return [];
};

/** `schedule web grow start=12:20:00 desired=6`, `… recurrence="0 * * * *" zone=Europe/Berlin` */
const schedule: Command = (words, story) => {
  const input = given<Input<"autoscaling", "PutScheduledUpdateGroupAction">>({
    AutoScalingGroupName: words.next("a group's name"),
    ScheduledActionName: words.next("an action's name"),
    StartTime: timeOfDay(words.text("start"), story),
    EndTime: timeOfDay(words.text("end"), story),
    Recurrence: words.text("recurrence"),
    TimeZone: words.text("zone"),
    MinSize: words.number("min"),
    MaxSize: words.number("max"),
    DesiredCapacity: words.number("desired"),
  });
  words.end();
  story.autoscaling("PutScheduledUpdateGroupAction", input);
  return [];
};

/** On the day of now. */
function timeOfDay(text: string | undefined, story: Story): Date | undefined {
  if (text === undefined) return undefined;
  const today = new Date(story.now()).toISOString().slice(0, 10);
  return new Date(parseInstant(`${today}T${text}Z`) ?? fail(`"${text}" is no time of day`));
}

/** `unschedule web grow` */
const unschedule: Command = (words, story) => {
  const AutoScalingGroupName = words.next("a group's name");
  const ScheduledActionName = words.next("an action's name");
  words.end();
  story.autoscaling("DeleteScheduledAction", { AutoScalingGroupName, ScheduledActionName });
  return [];
};

/** `schedules web`: when each action runs next. */
const schedules: Command = (words, story) => {
  const AutoScalingGroupName = words.next("a group's name");
  words.end();
  const answer = story.autoscaling("DescribeScheduledActions", { AutoScalingGroupName });
  const lines = (answer.ScheduledUpdateGroupActions ?? []).map(
    ({ ScheduledActionName, StartTime = new Date(0) }) =>
      `${ScheduledActionName}  next ${clockText(story, StartTime)}`,
  );
  return lines.length === 0 ? ["no scheduled action"] : lines;
};

/** `ec2 A`: state and tags, as EC2 shows them. */
const ec2: Command = (words, story) => {
  const name = words.next("an instance such as A");
  words.end();
  const answer = story.ec2("DescribeInstances", { InstanceIds: [story.names.idOf(name)] });
  return (answer.Reservations ?? []).flatMap(({ Instances = [] }) =>
    Instances.map(({ InstanceId, State, Tags = [] }) =>
      [`${InstanceId}  ${State?.Name}`, ...Tags.map(({ Key, Value }) => `${Key}=${Value}`)].join(
        "  ",
      ),
    ),
  );
};

export const scheduleCommands: Readonly<Record<string, Command>> = {
  detach,
  attach,
  schedule,
  unschedule,
  schedules,
  ec2,
};
