/** Finds SSM's parameters for a request, and shows them. */
import { Buffer } from "node:buffer";
import type { Tag } from "../../domain/launch-template.ts";
import {
  type FoundParameter,
  findParameter,
  newest,
  type Parameter,
  type ParameterVersion,
} from "../../domain/parameter.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import { parameterTexts } from "../../domain/texts/parameter-texts.ts";
import type { Region } from "../../domain/world.ts";
import { fault, ServiceError } from "../../model/faults.ts";
import type { Input, Output } from "../../model/operations.ts";
import { tagsFrom, withTags } from "../tags.ts";

type ParameterAnswer = NonNullable<Output<"ssm", "GetParameter">["Parameter"]>;
type TagShapes = Input<"ssm", "PutParameter">["Tags"];

/** `ValidationException`, SSM's error for rules beyond its model. */
export function parameterInvalid(message: string): ServiceError {
  return new ServiceError("ValidationException", message);
}

/** The parameter, or SSM's error for an unknown one, which has no message. */
export function existingParameter(region: Region, name: string | undefined): FoundParameter {
  const found = findParameter(region, name ?? "");
  if (found === "unknownParameter") throw fault("ssm", "ParameterNotFound", "");
  if (found !== "unknownVersion") return found;
  const [bare = "", selector = ""] = (name ?? "").split(":").slice(-2);
  const message = parameterTexts.unknownVersion(selector, bare);
  throw fault("ssm", "ParameterVersionNotFound", message);
}

export interface Shown {
  readonly found: FoundParameter;
  readonly isDecrypted: boolean | undefined;
}

export function presentParameter({ found, isDecrypted }: Shown): ParameterAnswer {
  const { parameter, version, selector } = found;
  return {
    Name: parameter.name,
    Type: version.type,
    Value: isDecrypted === true ? version.value : shownValue(version),
    Version: version.number,
    Selector: selector,
    LastModifiedDate: new Date(version.modifiedAt),
    ARN: parameter.arn,
    DataType: version.dataType,
  };
}

/** Nothing is encrypted; the stand-in for a cipher text only has to differ from the plain text. */
export function shownValue({ type, value, keyId }: ParameterVersion): string {
  if (type !== "SecureString") return value;
  return Buffer.from(`kms:${keyId}:${value}`).toString("base64");
}

export function inForce(parameter: Parameter): FoundParameter {
  return { parameter, version: newest(parameter) };
}

/** The parameter of a tag operation, by name or ARN; SSM can tag much else. */
export function taggedParameter(
  { parameters }: Region,
  resource: {
    readonly ResourceType?: string | undefined;
    readonly ResourceId?: string | undefined;
  },
): Parameter {
  const { ResourceType: type = "", ResourceId: id = "" } = resource;
  if (type !== "Parameter") {
    throw new ServiceError("NotImplemented", parameterTexts.notAParameter(type), 501);
  }
  const parameter = parameters.get(id);
  if (parameter !== undefined) return parameter;
  throw fault("ssm", "InvalidResourceId", parameterTexts.unknownResource(id));
}

/** The tags after these were added; a key that is there gets the new value. */
export function withParameterTags(tags: readonly Tag[], added?: TagShapes): readonly Tag[] {
  const refuse = () => fault("ssm", "TooManyTagsError", parameterTexts.tooManyTags);
  return withTags(tags, tagsFrom(added), refuse);
}

/** The refusal of an invalid token of a parameter list. */
export function refuseToken(token: string): ServiceError {
  return fault("ssm", "InvalidNextToken", inferredTexts.invalidToken(token));
}
