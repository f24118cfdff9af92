/** Splits a request's members into those with an effect and those stored as sent. */

import { type AlarmDefinition, alarmArn } from "../../domain/alarm.ts";
import type { Tag } from "../../domain/launch-template.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import { validationError } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { plainJson } from "../plain-json.ts";
import { tagsFrom, withTags } from "../tags.ts";

type MetricInput = Input<"cloudwatch", "PutMetricAlarm">;
type CompositeInput = Input<"cloudwatch", "PutCompositeAlarm">;
export type TagShapes = Input<"cloudwatch", "TagResource">["Tags"];

/** The definition of an alarm; refuses the name of an alarm of another kind. */
export function readDefinition(
  input: MetricInput | CompositeInput,
  kind: AlarmDefinition["kind"],
  region: Region,
): AlarmDefinition {
  const { AlarmName, ActionsEnabled, Tags, ...others } = input;
  const { AlarmRule, ...stored } = others as Partial<CompositeInput>;
  const name = AlarmName ?? "";
  const known = region.alarms.get(name);
  if (known !== undefined && known.definition.kind !== kind) {
    throw validationError(inferredTexts.otherKindOfAlarm(name));
  }
  return {
    kind,
    name,
    arn: alarmArn(region, name),
    isActionsEnabled: ActionsEnabled ?? true,
    ...(AlarmRule === undefined ? {} : { rule: AlarmRule }),
    stored: plainJson(stored),
  };
}

/** The tags after these were added; a key that is there gets the new value. */
export function withAlarmTags(tags: readonly Tag[], added?: TagShapes): readonly Tag[] {
  const refuse = (most: number) => validationError(inferredTexts.tooManyAlarmTags(most));
  return withTags(tags, tagsFrom(added), refuse);
}
