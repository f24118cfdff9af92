/** The paths by which EventBridge's targets name parts of an event, such as `$.detail.id`. */

const step = /\.([^.[\]\s]+)|\[(\d+)\]|\['([^']*)'\]/y;

/** The names and indexes of a path; undefined for a text that is no path. */
function stepsOf(path: string): readonly string[] | undefined {
  if (!path.startsWith("$")) return undefined;
  const steps: string[] = [];
  step.lastIndex = 1;
  while (step.lastIndex < path.length) {
    const found = step.exec(path);
    if (found === null) return undefined;
    steps.push(found[1] ?? found[2] ?? found[3] ?? "");
  }
  return steps;
}

export function isJsonPath(path: string): boolean {
  return stepsOf(path) !== undefined;
}

/** Undefined when nothing is there. */
export function valueAt(event: unknown, path: string): unknown {
  return (stepsOf(path) ?? []).reduce((value: unknown, name) => {
    const isThere = typeof value === "object" && value !== null && Object.hasOwn(value, name);
    return isThere ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  }, event);
}
