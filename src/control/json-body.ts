/** Reads bodies of the control API, which are JSON whatever their content type. */

/** Undefined for text that is no JSON; the schema then refuses it like any wrong body. */
export function jsonIn(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}

export type Parsed = { readonly value: unknown } | { readonly error: string };

/** Undefined when nothing was sent, which some routes accept; text that is no JSON is refused. */
export function parsedBody(body: unknown): Parsed {
  const text = String(body ?? "").trim();
  if (text === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { error: `expected JSON; ${(error as SyntaxError).message}` };
  }
}
