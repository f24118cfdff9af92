/** Reads a scheduled action from a request, with AWS's checks, and shows it. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import { mostScheduledActions, type ScheduledAction } from "../../../domain/scheduled-action.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Instant } from "../../../domain/time.ts";
import { fault, validationError } from "../../../model/faults.ts";
import type { Input, Output } from "../../../model/operations.ts";
import { isRecurrence, isTimeZone } from "../../../planner/recurrence.ts";
import { nextTime } from "../../../planner/scheduled-actions.ts";
import type { ActionContext } from "../../action.ts";

type Given = NonNullable<
  Input<"autoscaling", "BatchPutScheduledUpdateGroupAction">["ScheduledUpdateGroupActions"]
>[number];

type Shown = NonNullable<
  Output<"autoscaling", "DescribeScheduledActions">["ScheduledUpdateGroupActions"]
>[number];

/** The group's actions before this one, by name. */
type Present = ReadonlyMap<string, ScheduledAction>;

/**
 * The action in the request: omitted members are unset, even when it changes an existing action.
 * The deprecated Time is a StartTime. The texts are AWS's from public reports.
 */
export function readScheduledAction(
  asked: Given & { readonly Time?: Date | undefined },
  { group, present }: { readonly group: AutoScalingGroup; readonly present: Present },
  context: ActionContext,
): ScheduledAction {
  const given = { ...asked, StartTime: asked.StartTime ?? asked.Time };
  checkRecurrence(given);
  checkTimes(given, context.now);
  checkSizes(given);
  const name = given.ScheduledActionName ?? "";
  const settings = {
    minSize: given.MinSize,
    maxSize: given.MaxSize,
    desiredCapacity: given.DesiredCapacity,
    recurrence: given.Recurrence,
    timeZone: given.TimeZone,
    endTime: given.EndTime?.getTime(),
  };
  const nextAt = given.StartTime?.getTime() ?? nextTime(settings, context.now);
  if (nextAt === undefined) throw neverRuns(given);
  checkNeighbours({ name, nextAt }, present);
  const arn = present.get(name)?.arn ?? newArn(name, group, context);
  return { name, arn, ...settings, nextAt };
}

/** StartTime and the deprecated Time are both the action's next time. */
export function presentScheduledAction(action: ScheduledAction, groupName: string): Shown {
  return {
    AutoScalingGroupName: groupName,
    ScheduledActionName: action.name,
    ScheduledActionARN: action.arn,
    Time: new Date(action.nextAt),
    StartTime: new Date(action.nextAt),
    EndTime: action.endTime === undefined ? undefined : new Date(action.endTime),
    Recurrence: action.recurrence,
    MinSize: action.minSize,
    MaxSize: action.maxSize,
    DesiredCapacity: action.desiredCapacity,
    TimeZone: action.timeZone,
  };
}

function checkRecurrence({ Recurrence, TimeZone }: Given): void {
  if (Recurrence !== undefined && !isRecurrence(Recurrence)) throw invalidRecurrence(Recurrence);
  if (TimeZone === undefined || isTimeZone(TimeZone)) return;
  throw validationError(
    "Time zone specified does not conform to standardized time zones found in IANA Time Zone " +
      "Database",
  );
}

function invalidRecurrence(recurrence: string) {
  return validationError(`Given recurrence string: ${recurrence} is invalid`);
}

function checkTimes({ StartTime, EndTime, Recurrence }: Given, now: Instant): void {
  const start = StartTime?.getTime();
  const end = EndTime?.getTime();
  if (start === undefined && Recurrence === undefined) {
    throw validationError(
      "Scheduled start time must be specified for non-recurrent future group action",
    );
  }
  if (start !== undefined && start < now) throw validationError("Given start time is in the past");
  if (end !== undefined && end < now) throw validationError("Given end time is in the past");
  if (start !== undefined && end !== undefined && end < start) throw endsTooEarly();
}

function endsTooEarly() {
  return validationError("Given end time must be after start time");
}

/** A recurring schedule without any time, or with none before its end. */
function neverRuns({ Recurrence = "", EndTime }: Given) {
  return EndTime === undefined ? invalidRecurrence(Recurrence) : endsTooEarly();
}

/** Checks only the sizes against each other; the group's may differ by the time it runs. */
function checkSizes({ MinSize: min, MaxSize: max, DesiredCapacity: desired }: Given): void {
  const complaint =
    min === undefined && max === undefined && desired === undefined
      ? "At least one of max size, min size, or desired capacity must be specified"
      : isNegative(min)
        ? "Min size must be non-negative"
        : isNegative(max)
          ? inferredTexts.negativeMaxSize
          : isNegative(desired)
            ? "Desired capacity must be non-negative"
            : disorder({ min, max, desired });
  if (complaint !== undefined) throw validationError(complaint);
}

function isNegative(size: number | undefined): boolean {
  return size !== undefined && size < 0;
}

function disorder(sizes: {
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly desired: number | undefined;
}): string | undefined {
  const { min = 0, max = Number.POSITIVE_INFINITY, desired } = sizes;
  if (min > max) return "Min size must be less than or equal to max size";
  if (desired === undefined) return undefined;
  if (desired > max) return "Desired capacity must be less than or equal to max size";
  return desired < min ? "Desired capacity must be greater than or equal to min size" : undefined;
}

/**
 * As AWS documents, no two actions of a group may start at the same time, and their number is
 * limited.
 */
function checkNeighbours(
  { name, nextAt }: Pick<ScheduledAction, "name" | "nextAt">,
  present: Present,
): void {
  const others = [...present.values()].filter((other) => other.name !== name);
  if (others.some((other) => other.nextAt === nextAt)) {
    const message = "Scheduled action with this scheduled start time already exists";
    throw fault("autoscaling", "AlreadyExistsFault", message);
  }
  if (others.length < mostScheduledActions) return;
  const message = inferredTexts.tooManyScheduledActions(mostScheduledActions);
  throw fault("autoscaling", "LimitExceededFault", message);
}

function newArn(name: string, group: AutoScalingGroup, context: ActionContext): string {
  const { region, identifiers } = context;
  return (
    `arn:aws:autoscaling:${region.name}:${region.account}:scheduledUpdateGroupAction:` +
    `${identifiers.uuid()}:autoScalingGroupName/${group.name}:scheduledActionName/${name}`
  );
}
