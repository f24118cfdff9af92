/** DeleteAlarms: ignores unknown names, and keeps the alarms that a composite alarm names. */
import { parentsOf } from "../../domain/composite-alarms.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import { validationError } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { knownAlarms } from "./existing-alarm.ts";

export const deleteAlarms = defineAction("cloudwatch", "DeleteAlarms", (input, { region }) => {
  const alarms = knownAlarms(region, input.AlarmNames);
  if (alarms.filter(({ definition }) => definition.kind === "composite").length > 1) {
    throw validationError(inferredTexts.twoComposites);
  }
  const names = alarms.map(({ definition }) => definition.name);
  checkParents(names, region);
  return { output: {}, changes: names.length === 0 ? [] : [{ type: "AlarmsDeleted", names }] };
});

/**
 * AWS's texts from public reports. A composite alarm may be deleted together with those it names.
 */
function checkParents(names: readonly string[], { alarms }: Region): void {
  const needed = names.filter((name) =>
    parentsOf(alarms, name).some(({ definition }) => !names.includes(definition.name)),
  );
  if (needed.length === 0) return;
  const them = needed.length === 1 ? "it" : "them";
  throw validationError(
    `Cannot delete ${needed.join(",")} as there are composite alarm(s) depending on ${them}.`,
  );
}
