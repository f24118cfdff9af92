/** DescribeParameters: everything about the caller's parameters except values. */
import { newest, type Parameter } from "../../domain/parameter.ts";
import { parameterTexts } from "../../domain/texts/parameter-texts.ts";
import type { Input, Output } from "../../model/operations.ts";
import { defineAction } from "../action.ts";
import { byCodeUnit, pageOf } from "../page.ts";
import { filterParameters } from "./parameter-filters.ts";
import { parameterInvalid, refuseToken } from "./parameters.ts";

type Request = Input<"ssm", "DescribeParameters">;
type Metadata = NonNullable<Output<"ssm", "DescribeParameters">["Parameters"]>[number];

const keys = ["Name", "Type", "KeyId", "Path", "Tier", "DataType", "tag:"];

export const describeParameters = defineAction("ssm", "DescribeParameters", (input, { region }) => {
  const all = input.Shared === true ? [] : [...region.parameters.values()];
  const kept = filterParameters(all, filtersOf(input), keys);
  const { items, nextToken } = pageOf(
    kept.toSorted((one, other) => byCodeUnit(one.name, other.name)),
    { size: input.MaxResults ?? 50, token: input.NextToken },
    {
      region,
      refuse: refuseToken,
      operation: "DescribeParameters",
      order: "ascending",
      keyOf: ({ name }) => name,
    },
  );
  return { output: { Parameters: items.map(present), NextToken: nextToken } };
});

/** The older Filters match names by prefix. */
function filtersOf({ Filters, ParameterFilters }: Request): Request["ParameterFilters"] {
  const isOlder = Filters !== undefined && Filters.length > 0;
  if (!isOlder) return ParameterFilters;
  if (ParameterFilters !== undefined && ParameterFilters.length > 0) {
    throw parameterInvalid(parameterTexts.bothFilters);
  }
  return Filters.map(({ Key, Values }) => ({
    Key,
    Values,
    Option: Key === "Name" ? "BeginsWith" : "Equals",
  }));
}

function present(parameter: Parameter): Metadata {
  const version = newest(parameter);
  return {
    Name: parameter.name,
    ARN: parameter.arn,
    Type: version.type,
    KeyId: version.keyId,
    LastModifiedDate: new Date(version.modifiedAt),
    LastModifiedUser: version.modifiedBy,
    Description: version.description,
    AllowedPattern: version.allowedPattern,
    Version: version.number,
    Tier: version.tier,
    Policies: [],
    DataType: version.dataType,
  };
}
