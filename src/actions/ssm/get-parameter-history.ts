/** GetParameterHistory: every kept version of a parameter, oldest first (G-294). */
import type { Parameter, ParameterVersion } from "../../domain/parameter.ts";
import type { Output } from "../../model/operations.ts";
import { defineAction } from "../action.ts";
import { pageOf } from "../page.ts";
import { existingParameter, refuseToken, shownValue } from "./parameters.ts";

type History = NonNullable<Output<"ssm", "GetParameterHistory">["Parameters"]>[number];

export const getParameterHistory = defineAction(
  "ssm",
  "GetParameterHistory",
  (input, { region }) => {
    const { parameter } = existingParameter(region, input.Name);
    const { items, nextToken } = pageOf(
      parameter.versions,
      { size: input.MaxResults ?? 50, token: input.NextToken },
      {
        region,
        refuse: refuseToken,
        operation: "GetParameterHistory",
        order: "ascending",
        keyOf: ({ number }) => String(number).padStart(9, "0"),
      },
    );
    const isDecrypted = input.WithDecryption === true;
    const Parameters = items.map((version) => present(parameter, version, isDecrypted));
    return { output: { Parameters, NextToken: nextToken } };
  },
);

function present(parameter: Parameter, version: ParameterVersion, isDecrypted: boolean): History {
  return {
    Name: parameter.name,
    Type: version.type,
    KeyId: version.keyId,
    LastModifiedDate: new Date(version.modifiedAt),
    LastModifiedUser: version.modifiedBy,
    Description: version.description,
    Value: isDecrypted ? version.value : shownValue(version),
    AllowedPattern: version.allowedPattern,
    Version: version.number,
    Labels: [...version.labels],
    Tier: version.tier,
    Policies: [],
    DataType: version.dataType,
  };
}
