/** Limits the depth of values from outside, because they are read recursively. */

/** Deeper than any of AWS's inputs. */
const mostLevels = 100;

export const tooDeep = `expected at most ${mostLevels} lists and objects within each other`;

export function isTooDeep(value: unknown, levels = mostLevels): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isTooDeep(item, levels - 1));
}
