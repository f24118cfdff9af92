/** The emulated operations of STS, by AWS's name. */
import type { Operations } from "../action.ts";
import { getCallerIdentity } from "./get-caller-identity.ts";

export const stsOperations = {
  GetCallerIdentity: getCallerIdentity,
} as const satisfies Partial<Operations<"sts">>;
