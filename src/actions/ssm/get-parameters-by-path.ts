/** GetParametersByPath: the parameters below a path, one level deep unless Recursive. */
import type { Parameter } from "../../domain/parameter.ts";
import { publicParameter, publicParameterNames } from "../../domain/parameter.ts";
import { parameterTexts } from "../../domain/texts/parameter-texts.ts";
import type { Region } from "../../domain/world.ts";
import { defineAction } from "../action.ts";
import { byCodeUnit, pageOf } from "../page.ts";
import { filterParameters } from "./parameter-filters.ts";
import { inForce, parameterInvalid, presentParameter, refuseToken } from "./parameters.ts";

export const getParametersByPath = defineAction(
  "ssm",
  "GetParametersByPath",
  (input, { region }) => {
    const path = input.Path ?? "";
    if (!/^\/([a-zA-Z0-9_.-]+\/?)*$/.test(path)) throw parameterInvalid(parameterTexts.invalidPath);
    const prefix = path.endsWith("/") ? path : `${path}/`;
    const below = [...region.parameters.values(), ...publicOnes(region)].filter(
      ({ name }) =>
        name.startsWith(prefix) &&
        (input.Recursive === true || !name.slice(prefix.length).includes("/")),
    );
    const kept = filterParameters(below, input.ParameterFilters, ["Type", "KeyId", "Label"]);
    const { items, nextToken } = pageOf(
      kept.toSorted((one, other) => byCodeUnit(one.name, other.name)),
      { size: input.MaxResults ?? 10, token: input.NextToken },
      {
        region,
        refuse: refuseToken,
        operation: "GetParametersByPath",
        order: "ascending",
        keyOf: ({ name }) => name,
      },
    );
    const isDecrypted = input.WithDecryption;
    const Parameters = items.map((one) => presentParameter({ found: inForce(one), isDecrypted }));
    return { output: { Parameters, NextToken: nextToken } };
  },
);

function publicOnes(region: Region): readonly Parameter[] {
  return publicParameterNames.flatMap((name) => publicParameter(region, name) ?? []);
}
