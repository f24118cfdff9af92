/** The common part of both versions of Elastic Load Balancing: names, tags and pages. */
import type { Tag } from "../domain/launch-template.ts";
import type { AnyBalancerRecord } from "../domain/load-balancing.ts";
import { balancerTexts } from "../domain/texts/balancer-texts.ts";
import { fault, validationError } from "../model/faults.ts";
import type { Input } from "../model/operations.ts";
import { byCodeUnit, type Paging, pageOf } from "./page.ts";
import { tagsFrom, withTags } from "./tags.ts";

export function checkBalancerName(what: "load balancer" | "target group", name: string): void {
  const isWellFormed = /^[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/.test(name);
  if (!isWellFormed) throw validationError(balancerTexts.invalidName(what, name));
}

/** The tags after these were added; a key that is there gets the new value. */
export function withBalancerTags(
  present: readonly Tag[],
  added: Input<"elbv2", "AddTags">["Tags"],
): readonly Tag[] {
  const tags = tagsFrom(added);
  const seen = new Set<string>();
  for (const { key } of tags) {
    if (seen.has(key)) {
      throw fault("elbv2", "DuplicateTagKeysException", balancerTexts.repeatedTag(key));
    }
    seen.add(key);
    if (/^aws:/iu.test(key)) throw validationError(balancerTexts.reservedTag(key));
  }
  const refuse = () => fault("elbv2", "TooManyTagsException", balancerTexts.tooManyTags);
  return withTags(present, tags, refuse);
}

interface BalancerPage {
  readonly Marker?: string | undefined;
  readonly PageSize?: number | undefined;
}

/** A page, sorted by ARN. */
export function balancerPage<R extends AnyBalancerRecord>(
  { operation, region }: Pick<Paging<R>, "operation" | "region">,
  records: readonly R[],
  { Marker, PageSize }: BalancerPage,
) {
  return pageOf(
    records.toSorted((one, other) => byCodeUnit(one.arn, other.arn)),
    { size: PageSize ?? 400, token: Marker },
    {
      operation,
      region,
      order: "ascending",
      keyOf: ({ arn }) => arn,
      // Neither version's model has an error for it.
      refuse: (marker) => validationError(balancerTexts.invalidMarker(marker)),
    },
  );
}
