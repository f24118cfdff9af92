/** What both versions of Elastic Load Balancing do alike: names, tags and pages. */
import type { Tag } from "../domain/launch-template.ts";
import type { AnyBalancerRecord } from "../domain/load-balancing.ts";
import { balancerTexts } from "../domain/texts/balancer-texts.ts";
import { fault, validationError } from "../model/faults.ts";
import type { Input } from "../model/operations.ts";
import { byCodeUnit, type Paging, pageOf } from "./page.ts";

export function checkBalancerName(what: "load balancer" | "target group", name: string): void {
  const isWellFormed = /^[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/.test(name);
  if (!isWellFormed) throw validationError(balancerTexts.invalidName(what, name));
}

const mostTags = 50;

/** The tags after these were added; a key that is there gets the new value. */
export function withBalancerTags(
  present: readonly Tag[],
  added: Input<"elbv2", "AddTags">["Tags"],
): readonly Tag[] {
  const values = new Map(present.map(({ key, value }) => [key, value]));
  const seen = new Set<string>();
  for (const { Key = "", Value = "" } of added ?? []) {
    if (seen.has(Key)) {
      throw fault("elbv2", "DuplicateTagKeysException", balancerTexts.repeatedTag(Key));
    }
    seen.add(Key);
    if (/^aws:/iu.test(Key)) throw validationError(balancerTexts.reservedTag(Key));
    values.set(Key, Value);
  }
  if (values.size > mostTags) {
    throw fault("elbv2", "TooManyTagsException", balancerTexts.tooManyTags);
  }
  return [...values].map(([key, value]) => ({ key, value }));
}

interface BalancerPage {
  readonly Marker?: string | undefined;
  readonly PageSize?: number | undefined;
}

/** A page in order of ARN. */
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
      // Neither version of the service models an error for it.
      refuse: (marker) => validationError(balancerTexts.invalidMarker(marker)),
    },
  );
}
