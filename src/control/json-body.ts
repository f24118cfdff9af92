/** Reads bodies of the control API, which are JSON whatever their content type. */

/** Undefined for text that is no JSON; the schema then refuses it like any wrong body. */
export function jsonIn(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}
