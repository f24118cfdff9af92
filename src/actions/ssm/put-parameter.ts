/** PutParameter: creates a parameter, or with Overwrite a new version of an existing one. */
import { newest, type ParameterVersion, parameterArn } from "../../domain/parameter.ts";
import { defineAction } from "../action.ts";
import { creatorIn } from "../caller.ts";
import {
  checkArn,
  checkMembers,
  checkName,
  checkOverwrite,
  checkValue,
  type PutRequest,
  tierOf,
} from "./parameter-settings.ts";
import { withParameterTags } from "./parameters.ts";

export const putParameter = defineAction("ssm", "PutParameter", (input, { region, now }) => {
  const name = input.Name ?? "";
  checkName(name);
  checkArn(parameterArn(region, name));
  const known = region.parameters.get(name);
  checkOverwrite(input, known);
  const before = known && newest(known);
  const type = input.Type ?? before?.type ?? "String";
  checkMembers(input, type);
  const dataType = input.DataType ?? "text";
  const allowedPattern = input.AllowedPattern;
  checkValue({ value: input.Value ?? "", dataType, allowedPattern });
  const tier = tierOf(input, known);
  const version: ParameterVersion = {
    number: (before?.number ?? 0) + 1,
    type,
    dataType,
    tier,
    value: input.Value ?? "",
    labels: [],
    modifiedAt: now,
    modifiedBy: creatorIn(region),
    ...settingsOf(input, before),
    ...(type === "SecureString" && { keyId: input.KeyId ?? before?.keyId ?? "alias/aws/ssm" }),
  };
  const tags = withParameterTags([], input.Tags);
  return {
    output: { Version: version.number, Tier: tier },
    changes: [{ type: "ParameterPut", name, arn: parameterArn(region, name), version, tags }],
  };
});

/** Members omitted when overwriting stay, except the value's pattern. */
function settingsOf(
  { Description: given, AllowedPattern: allowedPattern }: PutRequest,
  before: ParameterVersion | undefined,
): Pick<ParameterVersion, "description" | "allowedPattern"> {
  const description = given ?? before?.description;
  return {
    ...(description !== undefined && { description }),
    ...(allowedPattern !== undefined && { allowedPattern }),
  };
}
