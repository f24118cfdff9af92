/** Finds the alarms that a request names, or refuses it in AWS's words. */
import { type Alarm, alarmNameOf } from "../../domain/alarm.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import { fault, type ServiceError } from "../../model/faults.ts";

/** Throws `ResourceNotFound` 404 for an unknown name. */
export function existingAlarm({ alarms }: Region, name: string | undefined): Alarm {
  const alarm = alarms.get(name ?? "");
  if (alarm !== undefined) return alarm;
  throw fault("cloudwatch", "ResourceNotFound", inferredTexts.unknownAlarm(name ?? ""));
}

/** The alarm with this ARN; `ResourceNotFoundException` 404 for any other resource. */
export function taggedAlarm({ alarms }: Region, arn: string | undefined): Alarm {
  const alarm = alarms.get(alarmNameOf(arn ?? ""));
  if (alarm !== undefined && alarm.definition.arn === arn) return alarm;
  throw fault("cloudwatch", "ResourceNotFoundException", inferredTexts.unknownResource(arn ?? ""));
}

/** The existing alarms among the names, each once; AWS ignores the others. */
export function knownAlarms({ alarms }: Region, names: readonly string[] = []): readonly Alarm[] {
  return [...new Set(names)].flatMap((name) => alarms.get(name) ?? []);
}

/** The refusal of an invalid token of DescribeAlarms or DescribeAlarmHistory. */
export function refuseToken(token: string): ServiceError {
  return fault("cloudwatch", "InvalidNextToken", inferredTexts.invalidToken(token));
}
