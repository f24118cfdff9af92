/** Asks the other emulator for one launch template: the default, latest and named versions. */

import { newContents } from "../actions/ec2/launch-template-contents.ts";
import type { NewLaunchTemplate } from "../domain/changes/change.ts";
import type { LaunchTemplateVersion } from "../domain/launch-template.ts";
import { mirrorReasons } from "../domain/texts/mirror-texts.ts";
import { MirrorError } from "../domain/user-errors.ts";
import { ServiceError } from "../model/faults.ts";
import type { Output } from "../model/operations.ts";
import { validate } from "../model/validate.ts";
import { ask, type Question, RefusedError } from "./ask.ts";
import type { WantedTemplate } from "./wanted-templates.ts";

type Answer = Output<"ec2", "DescribeLaunchTemplateVersions">;
type VersionAnswer = NonNullable<Answer["LaunchTemplateVersions"]>[number];

export type Asking = Omit<Question, "operation" | "parameters"> & {
  /** The creator of versions that do not name theirs. */
  readonly creator: string;
};

/**
 * The template with these versions; undefined when the other emulator has none. Each version is
 * requested separately, so that neither the order nor the flags of an answer matter.
 */
export async function findTemplate(
  wanted: WantedTemplate,
  asking: Asking,
): Promise<NewLaunchTemplate | undefined> {
  const [byDefault, latest, ...numbered] = await Promise.all(
    ["$Default", "$Latest", ...wanted.numbers].map((version) => one(wanted, version, asking)),
  );
  if (byDefault === undefined || latest === undefined) return undefined;
  const found = [byDefault, latest, ...numbered.filter((version) => version !== undefined)];
  const versions = new Map(found.map((version) => [version.number, version]));
  return {
    id: byDefault.id,
    name: byDefault.name,
    createdAt: byDefault.createdAt,
    createdBy: byDefault.createdBy,
    defaultVersion: byDefault.number,
    latestVersion: latest.number,
    tags: [],
    versions: [...versions.values()].map(({ id: _, name: __, ...version }) => version),
  };
}

type FoundVersion = LaunchTemplateVersion & { readonly id: string; readonly name: string };

const notThere: readonly string[] = [
  "InvalidLaunchTemplateId.NotFound",
  "InvalidLaunchTemplateId.Malformed",
  "InvalidLaunchTemplateId.VersionNotFound",
  "InvalidLaunchTemplateName.NotFoundException",
];

async function one(
  { by, value }: WantedTemplate,
  version: string,
  asking: Asking,
): Promise<FoundVersion | undefined> {
  const parameters = { [by]: value, "LaunchTemplateVersion.1": version };
  try {
    const question = {
      ...asking,
      operation: "DescribeLaunchTemplateVersions",
      parameters,
    } as const;
    const { LaunchTemplateVersions: answered = [] } = (await ask(question)) as Answer;
    const chosen = versionMeant(answered, version);
    if (chosen === undefined) return undefined;
    if (chosen[by] !== value) throw unreadable(`it is about another ${by}: ${chosen[by]}`);
    return foundVersion(chosen, asking);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    if (notThere.includes(error.code)) return undefined;
    throw new MirrorError(mirrorReasons.refused(`${error.code}: ${error.message}`));
  }
}

/** Picks the version from an emulator that answers more than asked. */
function versionMeant(
  answered: readonly VersionAnswer[],
  version: string,
): VersionAnswer | undefined {
  if (version === "$Latest") {
    const numbers = answered.map(({ VersionNumber = 0 }) => VersionNumber);
    return answered.find(({ VersionNumber = 0 }) => VersionNumber === Math.max(...numbers));
  }
  if (version !== "$Default") {
    return answered.find(({ VersionNumber }) => String(VersionNumber) === version);
  }
  return answered.length === 1 ? answered[0] : answered.find((each) => each.DefaultVersion);
}

function foundVersion(answer: VersionAnswer, { creator }: Asking): FoundVersion {
  const { LaunchTemplateId: id, LaunchTemplateName: name, VersionNumber: number } = answer;
  if (!id || !name) throw unreadable("it names no launch template");
  if (number === undefined || number < 1) throw unreadable(`its version is ${number}`);
  return {
    id,
    name,
    number,
    ...(answer.VersionDescription && { description: answer.VersionDescription }),
    // EC2 always gives the time; for an emulator that does not, all versions are equally old.
    createdAt: answer.CreateTime?.getTime() ?? 0,
    createdBy: answer.CreatedBy ?? creator,
    data: contentsOf(answer, name),
  };
}

/**
 * Accepts only contents that asg-local itself would accept; the other emulator may be less strict.
 */
function contentsOf({ LaunchTemplateData: data }: VersionAnswer, name: string) {
  const given = data as Parameters<typeof newContents>[0];
  try {
    validate("ec2", "CreateLaunchTemplate", {
      LaunchTemplateName: name,
      LaunchTemplateData: given,
    });
    return newContents(given, {});
  } catch (error) {
    if (error instanceof ServiceError) throw unreadable(error.message);
    throw error;
  }
}

function unreadable(what: string): MirrorError {
  return new MirrorError(mirrorReasons.unreadable(what));
}
