/** Converts callers' members into the form of changes and records. */

/** Converts to plain JSON: times become text and undefined members are dropped. */
export function plainJson(members: object): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(members)) as Readonly<Record<string, unknown>>;
}
