/** Pages EventBridge's lists, which are in the order of names. */
import { byCodeUnit, type Page, type Paging, pageOf } from "../page.ts";
import { refuseToken } from "./existing-rule.ts";

interface Request {
  readonly Limit?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** AWS's greatest limit, which is also the default. */
const mostItems = 100;

export function pageOfNamed<Item>(
  items: readonly Item[],
  { Limit: size = mostItems, NextToken: token }: Request,
  paging: Pick<Paging<Item>, "region" | "operation" | "keyOf">,
): Page<Item> {
  const { keyOf } = paging;
  const sorted = items.toSorted((one, other) => byCodeUnit(keyOf(one), keyOf(other)));
  return pageOf(sorted, { size, token }, { ...paging, refuse: refuseToken, order: "ascending" });
}
