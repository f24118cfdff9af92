/** DeleteParameters: deletes existing parameters; lists unknown names as invalid. */
import { defineAction } from "../action.ts";

export const deleteParameters = defineAction("ssm", "DeleteParameters", (input, { region }) => {
  const given = [...new Set(input.Names)];
  const names = given.filter((name) => region.parameters.has(name));
  const InvalidParameters = given.filter((name) => !region.parameters.has(name));
  return {
    output: { DeletedParameters: names, InvalidParameters },
    changes: names.length === 0 ? [] : [{ type: "ParametersDeleted", names }],
  };
});
