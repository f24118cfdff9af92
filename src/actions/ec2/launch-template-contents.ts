/** Decides what may stand in a launch template version, and turns it to what is kept and back. */

import { resolvedImageId } from "../../domain/launch-settings.ts";
import type { LaunchTemplateContents } from "../../domain/launch-template.ts";
import type { Region } from "../../domain/world.ts";
import { ec2Error } from "../../model/faults.ts";
import type { Input, Output } from "../../model/operations.ts";
import { instanceTypeExists } from "./instance-type-names.ts";

type GivenContents = Input<"ec2", "CreateLaunchTemplate">["LaunchTemplateData"];
type ContentsAnswer = NonNullable<Output<"ec2", "GetLaunchTemplateData">["LaunchTemplateData"]>;
type Warning = Output<"ec2", "CreateLaunchTemplate">["Warning"];

/**
 * The contents of a new version. With a source, members that are given replace the source's whole,
 * at the top level only (G-143); without one, something must be given (G-140).
 */
export function newContents(
  given: GivenContents,
  source: LaunchTemplateContents | undefined,
): LaunchTemplateContents {
  const kept = plainContents(given);
  if (source === undefined && Object.keys(kept).length === 0) {
    const message =
      "No launch template data was provided. Launch template data is required to create a launch " +
      "template.";
    throw ec2Error("MissingParameter", message);
  }
  const userData = kept.UserData;
  if (typeof userData === "string" && !isBase64(userData)) {
    throw ec2Error("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
  }
  return { ...source, ...kept };
}

/** As plain JSON without empty structures, which count as not given (G-140). */
function plainContents(given: GivenContents): LaunchTemplateContents {
  const plain = JSON.parse(JSON.stringify(given ?? {})) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(plain).filter(([, member]) => !isEmpty(member)));
}

function isEmpty(member: unknown): boolean {
  const isStructure = member !== null && typeof member === "object";
  return isStructure && Object.keys(member).length === 0;
}

function isBase64(text: string): boolean {
  const letters = text.replace(/\s/gu, "");
  return letters.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(letters);
}

/** What EC2 stores but warns of: an instance type that does not exist (G-141). */
export function warningAbout(contents: LaunchTemplateContents): Warning {
  const { InstanceType: type } = contents;
  if (type === undefined || instanceTypeExists(type)) return undefined;
  const Message = `The following supplied instance types do not exist: [${type}]`;
  return { Errors: [{ Code: "InvalidInstanceType", Message }] };
}

/** Contents as EC2 answers them; times, kept as text, are dates again. */
export function presentContents(
  contents: LaunchTemplateContents,
  /** Where aliases of images are resolved; without it they are shown as they were given. */
  resolvedIn?: Region,
): ContentsAnswer {
  const answer = structuredClone(contents) as ContentsAnswer;
  if (resolvedIn !== undefined && answer.ImageId !== undefined) {
    answer.ImageId = resolvedImageId(resolvedIn, answer.ImageId);
  }
  const spot = answer.InstanceMarketOptions?.SpotOptions;
  if (spot?.ValidUntil !== undefined) spot.ValidUntil = new Date(spot.ValidUntil);
  return answer;
}
