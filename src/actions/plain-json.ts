/** Makes what a caller said into what changes and records may hold. */

/** Changes are plain JSON: times become text, and what is undefined goes. */
export function plainJson(members: object): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(members)) as Readonly<Record<string, unknown>>;
}
