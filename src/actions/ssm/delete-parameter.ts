/** DeleteParameter: deletes a parameter with all versions. */
import { fault } from "../../model/faults.ts";
import { defineAction } from "../action.ts";

export const deleteParameter = defineAction("ssm", "DeleteParameter", (input, { region }) => {
  const name = input.Name ?? "";
  if (!region.parameters.has(name)) throw fault("ssm", "ParameterNotFound", "");
  return { output: {}, changes: [{ type: "ParametersDeleted", names: [name] }] };
});
