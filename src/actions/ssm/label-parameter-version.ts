/** LabelParameterVersion: moves labels to a version; lists malformed ones. */
import { parameterTexts } from "../../domain/texts/parameter-texts.ts";
import { fault } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { existingParameter } from "./parameters.ts";

const mostLabels = 10;

export const labelParameterVersion = defineAction(
  "ssm",
  "LabelParameterVersion",
  (input, { region }) => {
    const { Name = "", ParameterVersion: asked } = input;
    const reference = asked === undefined ? Name : `${Name}:${asked}`;
    if (!region.parameters.has(Name)) throw fault("ssm", "ParameterNotFound", "");
    const { version } = existingParameter(region, reference);
    const given = [...new Set(input.Labels)];
    const labels = given.filter(isLabel);
    if (new Set([...version.labels, ...labels]).size > mostLabels) {
      throw fault("ssm", "ParameterVersionLabelLimitExceeded", parameterTexts.tooManyLabels);
    }
    const { number } = version;
    const InvalidLabels = given.filter((label) => !isLabel(label));
    return {
      output: { InvalidLabels, ParameterVersion: number },
      changes: [{ type: "ParameterLabelled", name: Name, number, labels }],
    };
  },
);

/** A label must not look like a version number or AWS's own names. */
function isLabel(label: string): boolean {
  return /^[a-zA-Z_.-][a-zA-Z0-9_.-]*$/.test(label) && !/^(aws|ssm)/iu.test(label);
}
