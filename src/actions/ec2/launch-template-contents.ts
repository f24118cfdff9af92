/** Validates launch template contents, and converts them to the stored form and back. */

import { isUserDataTooLong, userDataTooLong } from "../../domain/launch-refusals.ts";
import { resolvedImageId } from "../../domain/launch-settings.ts";
import type { LaunchTemplateContents } from "../../domain/launch-template.ts";
import { securityGroupsOf } from "../../domain/network-records.ts";
import type { Refusal } from "../../domain/refusals.ts";
import type { Region } from "../../domain/world.ts";
import { ec2Error } from "../../model/faults.ts";
import type { Input, Output } from "../../model/operations.ts";
import { refuseBy } from "../refusals.ts";
import { instanceTypeExists } from "./instance-type-names.ts";

type GivenContents = Input<"ec2", "CreateLaunchTemplate">["LaunchTemplateData"];
type ContentsAnswer = NonNullable<Output<"ec2", "GetLaunchTemplateData">["LaunchTemplateData"]>;
type Warning = Output<"ec2", "CreateLaunchTemplate">["Warning"];

/**
 * The contents of a new version. Given members replace the source version's, at the top level only
 * (G-143); without a source, something must be given (G-140).
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
  checkContents(kept);
  refuseBy(templateRefusals, kept, "InvalidParameterCombination");
  return { ...source, ...kept };
}

/** What RunInstances says, in the shape of a launch template, which may be nothing. */
export function runContents(given: GivenContents): LaunchTemplateContents {
  const kept = plainContents(given);
  checkContents(kept);
  return kept;
}

/** What EC2 refuses of a template, as the public rule set cdk-preflight and bug reports have it. */
const templateRefusals: readonly Refusal<LaunchTemplateContents>[] = [
  {
    when: ({ UserData }) => typeof UserData === "string" && isUserDataTooLong({ UserData }),
    code: "InvalidUserData.Malformed",
    text: userDataTooLong,
  },
  {
    when: ({ InstanceType, InstanceRequirements }) =>
      InstanceType !== undefined && InstanceRequirements !== undefined,
    text:
      "Either the instance type or the instance requirements can be specified in the request, " +
      "but not both.",
  },
];

/** EC2's checks of a new version, in its order (G-235, G-236). */
function checkContents({ ImageId, UserData, MetadataOptions }: LaunchTemplateContents): void {
  const isImage = ImageId === undefined || /^(ami-[0-9a-f]+$|resolve:ssm:)/.test(ImageId);
  if (!isImage) {
    const message =
      `The image ID '${ImageId}' is not valid. The expected format is ami-xxxxxxxx or ` +
      "ami-xxxxxxxxxxxxxxxxx.";
    throw ec2Error("InvalidAMIID.Malformed", message);
  }
  if (typeof UserData === "string" && !isBase64(UserData)) {
    throw ec2Error("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
  }
  const { HttpPutResponseHopLimit: hops = 1 } = (MetadataOptions ?? {}) as MetadataOptions;
  if (hops < 1 || hops > 64) {
    const message =
      `A value of ‘${hops}’ is not valid for http-put-response-hop-limit. Specify a value ` +
      "between 1 and 64, and try again.";
    throw ec2Error("InvalidParameterValue", message);
  }
}

interface MetadataOptions {
  readonly HttpPutResponseHopLimit?: number;
}

/** Members whose empty text means absent, as Terraform sends them (G-241). */
const absentWhenEmpty: ReadonlySet<string> = new Set([
  "UserData",
  "KeyName",
  "KernelId",
  "RamDiskId",
]);

/** Plain JSON without empty structures and texts, which count as absent (G-140, G-241). */
function plainContents(given: GivenContents): LaunchTemplateContents {
  const plain = JSON.parse(JSON.stringify(given ?? {})) as Record<string, unknown>;
  const profile = Object.entries(plain.IamInstanceProfile ?? {}).filter(([, text]) => text !== "");
  const members = Object.entries({ ...plain, IamInstanceProfile: Object.fromEntries(profile) });
  const isGiven = ([name, member]: [string, unknown]) =>
    !isEmpty(member) && !(member === "" && absentWhenEmpty.has(name));
  return Object.fromEntries(members.filter(isGiven));
}

function isEmpty(member: unknown): boolean {
  const isStructure = member !== null && typeof member === "object";
  return isStructure && Object.keys(member).length === 0;
}

function isBase64(text: string): boolean {
  const letters = text.replace(/\s/gu, "");
  return letters.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(letters);
}

/**
 * EC2's warning about contents that it stores although they would fail at launch (G-141, G-237).
 */
export function warningAbout(contents: LaunchTemplateContents, region: Region): Warning {
  const { InstanceType: type, SecurityGroupIds = [] } = contents;
  const Errors: { Code: string; Message: string }[] = [];
  const warn = (Code: string, Message: string) => Errors.push({ Code, Message });
  if (type !== undefined && !instanceTypeExists(type)) {
    const message = `The following supplied instance types do not exist: [${type}]`;
    warn("InvalidInstanceType", message);
  }
  const interfaces = interfacesIn(contents);
  if (SecurityGroupIds.length > 0 && interfaces.length > 0) {
    const message =
      "If you specify a network interface, you must specify all security groups as part of the " +
      "network interface.";
    warn("InvalidParameterCombination", message);
  }
  const known = new Set(securityGroupsOf(region).map(({ id }) => id));
  for (const id of interfaces.flatMap(({ Groups = [] }) => Groups)) {
    if (known.has(id)) continue;
    warn("InvalidSecurityGroupID.NotFound", `The security group '${id}' does not exist`);
  }
  return Errors.length === 0 ? undefined : { Errors };
}

interface NetworkInterface {
  readonly Groups?: readonly string[];
}

function interfacesIn({ NetworkInterfaces = [] }: LaunchTemplateContents) {
  return NetworkInterfaces as readonly NetworkInterface[];
}

/** Contents as EC2 shows them; times are stored as text and become dates again. */
export function presentContents(
  contents: LaunchTemplateContents,
  /** Resolves image aliases in this region; without it they are shown as given. */
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
