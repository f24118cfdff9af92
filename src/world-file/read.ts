/** Reads worlds; what is wrong with one is told by file, place in it and what is accepted. */
import type { z } from "zod";
import { isTooDeep, tooDeep } from "../domain/depth.ts";
import { WorldFileError } from "../domain/user-errors.ts";
import { shortened } from "../domain/visible.ts";
import type { Problem } from "../schemas/aws-input.ts";
import { readJsonFile } from "../schemas/json-file.ts";
import { namedPath, shippedPath } from "../schemas/shipped.ts";
import { readCalls } from "./calls.ts";
import { regionProblems, repeatedNames } from "./checks.ts";
import { type WorldFile, worldSchema } from "./schema.ts";

/** The account and region of regions that do not name theirs. */
export interface DefaultPlace {
  readonly account: string;
  readonly region: string;
}

/** Where a world is: in a file, in the package, or in the value itself. */
export type WorldSource =
  /** The path of a file, or the name of a world of the package. */
  | { readonly file: string }
  /** Such a name only. */
  | { readonly example: string }
  | { readonly world: unknown };

/** A world, and the name by which mistakes in it are told. */
export interface NamedWorld {
  readonly name: string;
  readonly content: WorldFile;
}

/** Throws WorldFileError. */
export function readWorld(source: WorldSource, place: DefaultPlace): NamedWorld {
  if ("world" in source) {
    return { name: "world", content: worldOf("world", source.world, place) };
  }
  const name =
    "file" in source
      ? namedPath("world", source.file, refuse)
      : shippedPath("world", source.example, refuse);
  return { name, content: worldOf(name, readJsonFile(name, refuse), place) };
}

function refuse(sentence: string): WorldFileError {
  return new WorldFileError(sentence);
}

function worldOf(path: string, json: unknown, place: DefaultPlace): WorldFile {
  if (isTooDeep(json)) throw wrongFile(path, [{ path: [], message: tooDeep }]);
  const result = worldSchema.safeParse(json, { reportInput: true });
  if (!result.success) throw wrongFile(path, result.error.issues.map(problemFrom));
  const problems: Problem[] = [...repeatedNames("targets", result.data.targets)];
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
