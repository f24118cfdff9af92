/** Reads the processes in a request; none means all (G-162, G-163). */
import { type ProcessName, processNames } from "../../../domain/group.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { validationError } from "../../../model/faults.ts";

export function readProcesses(names: readonly string[] | undefined): readonly ProcessName[] {
  if (names === undefined || names.length === 0) return processNames;
  return [...new Set(names)].map((name) => {
    const process = processNames.find((known) => known === name);
    if (process !== undefined) return process;
    throw validationError(inferredTexts.invalidProcess(name, processNames.join(", ")));
  });
}
