/** How tags come together, alike in every service. */
import type { Tag } from "../domain/launch-template.ts";

/** AWS's quota for one resource, in all services here. */
export const mostTags = 50;

interface TagShape {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** A value that is left out is empty. */
export function tagsFrom(shapes: readonly TagShape[] = []): Tag[] {
  return shapes.map(({ Key: key = "", Value: value = "" }) => ({ key, value }));
}

/**
 * The tags after `added` came to `present`: a key that is there gets the new value. Throws what
 * `refuse` makes when they are more than a resource may have; without it any number is taken.
 */
export function withTags(
  present: readonly Tag[],
  added: readonly Tag[],
  refuse?: (most: number) => Error,
): Tag[] {
  const values = new Map([...present, ...added].map(({ key, value }) => [key, value]));
  if (refuse !== undefined && values.size > mostTags) throw refuse(mostTags);
  return [...values].map(([key, value]) => ({ key, value }));
}
