/** Decides whether a call with a client token is new, a repetition or a conflict (G-145). */
import type { Change } from "../domain/changes/change.ts";
import { type ClientTokenUse, clientTokenKey, isRemembered } from "../domain/client-token.ts";
import { stableHex } from "../domain/stable-hash.ts";
import { ec2Error } from "../model/faults.ts";
import type { ActionContext } from "./action.ts";

/** Operations with a client token, with EC2's text for reuse with other parameters. */
const mismatchTexts = {
  CreateLaunchTemplate: "Client token already used before.",
  CreateLaunchTemplateVersion: "Client token already used before",
  ModifyLaunchTemplate: "The specified client token has already been used before.",
} as const;

interface TokenCall {
  readonly operation: keyof typeof mismatchTexts;
  readonly input: { readonly ClientToken?: string | undefined };
}

/**
 * The earlier use that this call repeats, whose answer is given again; undefined for a new call. A
 * token may be reused only with the same parameters, and while its call's result is unchanged
 * (G-240).
 */
export function repeatedUse(
  call: TokenCall,
  context: ActionContext,
  isAsMade: (use: ClientTokenUse) => boolean,
): ClientTokenUse | undefined {
  const { operation, input } = call;
  if (input.ClientToken === undefined) return undefined;
  const key = clientTokenKey(operation, input.ClientToken);
  const use = context.region.clientTokens.get(key);
  if (use === undefined || !isRemembered(use, context.now)) return undefined;
  if (use.request === digestOf(input) && isAsMade(use)) return use;
  throw ec2Error("IdempotentParameterMismatch", mismatchTexts[operation]);
}

/** The change that stores the use of a token; none without a token. */
export function tokenUsed(
  call: TokenCall,
  context: ActionContext,
  about: Pick<ClientTokenUse, "templateId" | "versionNumber">,
): readonly Change[] {
  const { operation, input } = call;
  if (input.ClientToken === undefined) return [];
  const use: ClientTokenUse = {
    operation,
    token: input.ClientToken,
    request: digestOf(input),
    usedAt: context.now,
    ...about,
  };
  return [{ type: "ClientTokenUsed", use }];
}

/** A digest of the parameters, independent of their order. */
export function digestOf(input: object): string {
  return stableHex(JSON.stringify(input, sortedMembers));
}

/** Sorts members by name, so that the order of a request does not matter. */
function sortedMembers(_name: string, value: unknown): unknown {
  const isStructure = value !== null && typeof value === "object" && !Array.isArray(value);
  if (!isStructure) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
