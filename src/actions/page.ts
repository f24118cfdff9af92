/** Pages sorted lists, for all operations of all services. */
import { Buffer } from "node:buffer";
import { stableHex } from "../domain/stable-hash.ts";
import type { Region } from "../domain/world.ts";
import type { ServiceError } from "../model/faults.ts";

/** The requested part. */
export interface PageRequest {
  readonly size: number;
  readonly token: string | undefined;
}

/** The paging rules of an operation. */
export interface Paging<Item> {
  readonly operation: string;
  /** A token is valid only for its operation, account and region. */
  readonly region: Pick<Region, "account" | "name">;
  /** The order of items by key, compared by code unit. */
  readonly order: "ascending" | "descending";
  /** Unique to each item at any time. */
  readonly keyOf: (item: Item) => string;
  /** The service's own error for an invalid token. */
  readonly refuse: (token: string) => ServiceError;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Undefined on the last page. */
  readonly nextToken: string | undefined;
}

/**
 * The requested page. A token holds the key of the last item shown, not an offset, so that items
 * added or removed in between cause no repetition or gap.
 */
export function pageOf<Item>(
  items: readonly Item[],
  { size, token }: PageRequest,
  paging: Paging<Item>,
): Page<Item> {
  const start = token === undefined ? 0 : indexAfter(items, paging, lastKeyIn(token, paging));
  const shown = items.slice(start, start + size);
  const last = shown.at(-1);
  const isLastPage = start + size >= items.length || last === undefined;
  const nextToken = isLastPage ? undefined : tokenFor(paging, paging.keyOf(last));
  return { items: shown, nextToken };
}

/** Compares by code unit, which is the same on every machine. */
export function byCodeUnit(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The item after the one with this key, or after its former place. */
function indexAfter<Item>(items: readonly Item[], paging: Paging<Item>, key: string): number {
  const same = items.findIndex((item) => paging.keyOf(item) === key);
  if (same >= 0) return same + 1;
  const direction = paging.order === "ascending" ? 1 : -1;
  const next = items.findIndex((item) => byCodeUnit(paging.keyOf(item), key) * direction > 0);
  return next >= 0 ? next : items.length;
}

/** Real tokens of this service are 100 base64 characters starting with `Vj` (G-011). */
const version = "V1";
const bytesOfRealToken = 75;
const checksumLength = 17;

type Scope = Pick<Paging<never>, "operation" | "region">;

function tokenFor(scope: Scope, key: string): string {
  const text = `${version}${checksum(scope, key)}${key}\n`;
  const length = Math.max(bytesOfRealToken, Math.ceil(Buffer.byteLength(text) / 3) * 3);
  const bytes = Buffer.alloc(length, " ");
  bytes.write(text);
  return bytes.toString("base64");
}

/** The key in one of our tokens; refuses others, including those of another scope. */
function lastKeyIn(token: string, paging: Scope & Pick<Paging<never>, "refuse">): string {
  const text = Buffer.from(token, "base64").toString();
  const end = text.lastIndexOf("\n");
  const key = text.slice(version.length + checksumLength, Math.max(end, 0));
  if (end >= 0 && tokenFor(paging, key) === token) return key;
  throw paging.refuse(token);
}

function checksum({ operation, region }: Scope, key: string): string {
  const place = `${region.account}\n${region.name}`;
  return stableHex(`${place}\n${operation}\n${key}`).slice(0, checksumLength);
}
