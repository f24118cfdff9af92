/** GetParameters: existing parameters; lists unknown names as invalid. */
import { findParameter } from "../../domain/parameter.ts";
import { defineAction } from "../action.ts";
import { presentParameter } from "./parameters.ts";

export const getParameters = defineAction("ssm", "GetParameters", (input, { region }) => {
  const isDecrypted = input.WithDecryption;
  const answers = [...new Set(input.Names)].map((name) => ({
    name,
    found: findParameter(region, name),
  }));
  const Parameters = answers.flatMap(({ found }) =>
    typeof found === "string" ? [] : [presentParameter({ found, isDecrypted })],
  );
  const missing = answers.filter(({ found }) => typeof found === "string");
  return { output: { Parameters, InvalidParameters: missing.map(({ name }) => name) } };
});
