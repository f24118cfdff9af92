/** Reads a world file; what is wrong with it is told by file, place in it and what is accepted. */
import type { z } from "zod";
import { WorldFileError } from "../domain/user-errors.ts";
import { shortened } from "../domain/visible.ts";
import { readJsonFile } from "../schemas/json-file.ts";
import { readCalls } from "./calls.ts";
import { type Problem, regionProblems } from "./checks.ts";
import { type WorldFile, worldSchema } from "./schema.ts";

/** The account and region of regions that do not name theirs. */
export interface DefaultPlace {
  readonly account: string;
  readonly region: string;
}

export function readWorldFile(path: string, place: DefaultPlace): WorldFile {
  const json = readJsonFile(path, (sentence) => new WorldFileError(sentence));
  const result = worldSchema.safeParse(json, { reportInput: true });
  if (!result.success) throw wrongFile(path, result.error.issues.map(problemFrom));
  const problems: Problem[] = [];
  const regions = result.data.regions.map((given, nth) => {
    const { calls, problems: ofCalls } = readCalls(given.calls);
    const region = {
      ...given,
      account: given.account ?? place.account,
      region: given.region ?? place.region,
      calls,
    };
    for (const problem of [...regionProblems(region), ...ofCalls]) {
      problems.push({ ...problem, path: ["regions", nth, ...problem.path] });
    }
    return region;
  });
  if (problems.length > 0) throw wrongFile(path, problems);
  return { ...result.data, regions };
}

/** A line for each mistake: file, place and what is accepted. */
export function wrongFile(path: string, problems: readonly Problem[]): WorldFileError {
  const lines = problems.map(({ path: place, message }) => {
    const where = placeText(place);
    return where === "" ? `${path}: ${message}` : `${path}: ${where}: ${message}`;
  });
  return new WorldFileError(...lines);
}

/** `regions[0].groups[1].minSize`. */
function placeText(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`));
  return steps.join("").replace(/^\./, "");
}

function problemFrom(issue: z.core.$ZodIssue): Problem {
  const expectation = issue.message.replace(/^Invalid (input|option): /, "");
  const isGiven = issue.input !== undefined && issue.code !== "unrecognized_keys";
  const got = isGiven ? `; got ${shortened(issue.input)}` : "";
  return { path: issue.path, message: `${expectation}${got}` };
}
