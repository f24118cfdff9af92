/** Validates SSM's parameters: names, types, tiers and values. */
import { mostVersions } from "../../domain/changes/parameter-change.ts";
import { newest, type Parameter, type ParameterTier } from "../../domain/parameter.ts";
import { parameterTexts } from "../../domain/texts/parameter-texts.ts";
import { fault, ServiceError } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { parameterInvalid } from "./parameters.ts";

export type PutRequest = Input<"ssm", "PutParameter">;

/** The rules of names; moto and AWS's own texts agree on these. */
export function checkName(name: string): void {
  if (/^\/aws(\/|$)/iu.test(name)) {
    throw new ServiceError("AccessDeniedException", parameterTexts.reservedName(name));
  }
  if (name.includes("/") && !name.startsWith("/")) {
    throw parameterInvalid(parameterTexts.notQualified);
  }
  const isReserved = /^\/?(aws|ssm)/iu.test(name);
  const isWellFormed = /^(\/?[a-zA-Z0-9_.-]+)+$/.test(name);
  if (isReserved || !isWellFormed) throw parameterInvalid(parameterTexts.invalidName);
  if (name.split("/").length - 1 > 15) {
    throw fault("ssm", "HierarchyLevelLimitExceededException", parameterTexts.tooDeep);
  }
}

/** The longest ARN of a parameter, which limits its name. */
const longestArn = 1011;

export function checkArn(arn: string): void {
  if (arn.length <= longestArn) return;
  throw new ServiceError("AccessDeniedException", parameterTexts.longArn(arn));
}

/** Whether this may be put beside what is there. */
export function checkOverwrite(request: PutRequest, known: Parameter | undefined): void {
  if (request.Overwrite === true && (request.Tags ?? []).length > 0) {
    throw parameterInvalid(parameterTexts.tagsWithOverwrite);
  }
  if (known === undefined) {
    if (request.Type !== undefined) return;
    throw parameterInvalid(parameterTexts.typeMissing);
  }
  if (request.Overwrite !== true) {
    throw fault("ssm", "ParameterAlreadyExists", parameterTexts.alreadyExists);
  }
  const [oldest] = known.versions;
  const isFull = known.versions.length >= mostVersions;
  if (!isFull || oldest === undefined || oldest.labels.length === 0) return;
  const message = parameterTexts.oldestIsLabelled(known.name);
  throw fault("ssm", "ParameterMaxVersionLimitExceeded", message);
}

/** Refuses policies, which would have no effect. */
export function checkMembers({ Policies, KeyId }: PutRequest, type: string): void {
  if (isTooMany(Policies)) {
    throw fault("ssm", "PoliciesLimitExceededException", parameterTexts.tooManyPolicies);
  }
  if (Policies !== undefined && Policies !== "" && Policies !== "[]") {
    throw new ServiceError("NotImplemented", parameterTexts.policies, 501);
  }
  if (KeyId !== undefined && type !== "SecureString") {
    throw parameterInvalid(parameterTexts.keyIdWithoutSecret);
  }
}

const mostPolicies = 10;

/** Policies come as the text of a JSON list. */
function isTooMany(policies: string | undefined): boolean {
  try {
    const read: unknown = JSON.parse(policies ?? "");
    return Array.isArray(read) && read.length > mostPolicies;
  } catch {
    return false;
  }
}

/** The tier that the value gets: Intelligent-Tiering takes the cheaper one that holds it. */
export function tierOf({ Tier, Value = "" }: PutRequest, known?: Parameter): ParameterTier {
  const current = known === undefined ? "Standard" : newest(known).tier;
  const isLong = Value.length > 4096;
  const chosen = Tier === "Intelligent-Tiering" ? (isLong ? "Advanced" : current) : Tier;
  // An advanced parameter stays advanced, as SSM never returns to standard.
  const tier: ParameterTier = current === "Advanced" ? current : (chosen ?? current);
  if (tier === "Standard" && isLong) throw parameterInvalid(parameterTexts.standardTooLong);
  if (Value.length > 8192) throw parameterInvalid(parameterTexts.advancedTooLong);
  return tier;
}

interface Content {
  readonly value: string;
  readonly dataType: string;
  readonly allowedPattern?: string | undefined;
}

export function checkValue({ value, dataType, allowedPattern }: Content): void {
  if (value === "") throw parameterInvalid(parameterTexts.emptyValue);
  if (/\{\{.*\}\}/s.test(value)) throw parameterInvalid(parameterTexts.nestedParameter(value));
  if (dataType !== "text" && dataType !== "aws:ec2:image") {
    throw parameterInvalid(parameterTexts.unknownDataType(dataType));
  }
  if (dataType === "aws:ec2:image" && !/^ami-[0-9a-f]{8,17}$/.test(value)) {
    throw parameterInvalid(parameterTexts.notAnImage(value));
  }
  if (allowedPattern === undefined || allowedPattern === "") return;
  if (patternOf(allowedPattern).test(value)) return;
  const message = parameterTexts.patternMismatch(allowedPattern);
  throw fault("ssm", "ParameterPatternMismatchException", message);
}

function patternOf(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    const message = parameterTexts.invalidPattern(pattern);
    throw fault("ssm", "InvalidAllowedPatternException", message);
  }
}
