/** Pages EC2's describe operations: its limits, on top of the common paging. */
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Instant } from "../../domain/time.ts";
import type { Region } from "../../domain/world.ts";
import { ec2Error } from "../../model/faults.ts";
import { byCodeUnit, pageOf } from "../page.ts";

interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

interface Paging<Item> {
  readonly operation: string;
  readonly region: Pick<Region, "account" | "name">;
  /** The bounds of MaxResults. */
  readonly smallest: number;
  readonly largest: number;
  /** Determines the order of the answer, and is unique to each item at any time. */
  readonly keyOf: (item: Item) => string;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/** The requested page; without MaxResults EC2 returns everything. */
export function ec2Page<Item>(
  items: readonly Item[],
  request: PageRequest,
  paging: Paging<Item>,
): Page<Item> {
  const { operation, region, keyOf } = paging;
  checkMaxResults(request.MaxResults, paging);
  const keyed = items.map((item) => ({ key: keyOf(item), item }));
  const sorted = keyed.sort((one, other) => byCodeUnit(one.key, other.key));
  const page = pageOf(
    sorted,
    { size: request.MaxResults ?? items.length, token: request.NextToken },
    {
      operation,
      region,
      order: "ascending",
      keyOf: ({ key }) => key,
      refuse: (token) => ec2Error("InvalidNextToken", inferredTexts.invalidToken(token)),
    },
  );
  return { items: page.items.map(({ item }) => item), nextToken: page.nextToken };
}

/** A sort key by time of creation. */
export function creationKey(createdAt: Instant, id: string): string {
  return `${String(createdAt).padStart(15, "0")}/${id}`;
}

function checkMaxResults(asked: number | undefined, paging: Paging<never>): void {
  if (asked === undefined) return;
  const bound =
    asked < paging.smallest
      ? `greater than or equal to ${paging.smallest}`
      : asked > paging.largest
        ? `less than or equal to ${paging.largest}`
        : undefined;
  if (bound === undefined) return;
  throw ec2Error(
    "InvalidParameterValue",
    `Value ( ${asked} ) for parameter maxResults is invalid. Expecting a value ${bound}.`,
  );
}
