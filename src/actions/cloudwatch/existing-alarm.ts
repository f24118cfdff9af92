/** Finds the alarms that a request names, or says in AWS's words that there are none. */
import { type Alarm, alarmNameOf } from "../../domain/alarm.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import { fault, type ServiceError } from "../../model/faults.ts";

/** `ResourceNotFound` 404 for a name that is no alarm's. */
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

/** Those of the names that are alarms, each once: AWS passes over the others. */
export function knownAlarms({ alarms }: Region, names: readonly string[] = []): readonly Alarm[] {
  return [...new Set(names)].flatMap((name) => alarms.get(name) ?? []);
}

/** A token of DescribeAlarms or DescribeAlarmHistory that is none of ours. */
export function refuseToken(token: string): ServiceError {
  return fault("cloudwatch", "InvalidNextToken", inferredTexts.invalidToken(token));
}
