/** GetParameter: the current value, or that of a version or label after a colon. */
import { defineAction } from "../action.ts";
import { existingParameter, presentParameter } from "./parameters.ts";

export const getParameter = defineAction("ssm", "GetParameter", (input, { region }) => {
  const found = existingParameter(region, input.Name);
  return {
    output: { Parameter: presentParameter({ found, isDecrypted: input.WithDecryption }) },
  };
});
