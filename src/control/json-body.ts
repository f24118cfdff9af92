/** Reads bodies of the control API, which are JSON whatever their type says. */

/** Undefined stands for what is no JSON; whoever wants something refuses it as any other value. */
export function jsonIn(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}
