/** Pages Auto Scaling's lists: MaxRecords, NextToken, and refusals of invalid ones. */
import { fault, validationError } from "../../model/faults.ts";
import { type Page, type Paging, pageOf } from "../page.ts";

export interface GroupPaging<Item> extends Omit<Paging<Item>, "region" | "refuse"> {
  readonly defaultSize: number;
  readonly largestSize: number;
}

interface Request {
  readonly MaxRecords?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** The page that the request asks for. */
export function autoScalingPage<Item>(
  items: readonly Item[],
  request: Request,
  paging: GroupPaging<Item> & Pick<Paging<Item>, "region">,
): Page<Item> {
  const refuse = (token: string) => invalidToken(paging.operation, token);
  const asked = { size: pageSize(request.MaxRecords, paging), token: request.NextToken };
  return pageOf(items, asked, { ...paging, refuse });
}

/** AWS documents the bounds (G-056); the text is R-063's. */
function pageSize(asked: number | undefined, paging: GroupPaging<never>): number {
  const size = asked ?? paging.defaultSize;
  const bound =
    size > paging.largestSize
      ? `less than or equal to ${paging.largestSize}`
      : size < 1
        ? "greater than or equal to 1"
        : undefined;
  if (bound === undefined) return size;
  throw validationError(
    `1 validation error detected: Value '${size}' at 'maxRecords' failed to satisfy constraint: ` +
      `Member must have value ${bound}`,
  );
}

function invalidToken(operation: string, token: string) {
  const message = invalidTokenTexts[operation]?.(token) ?? `The token '${token}' is invalid.`;
  return fault("autoscaling", "InvalidNextToken", message);
}

/** Operations with their own text (G-010, R-065). */
const invalidTokenTexts: Readonly<Record<string, (token: string) => string>> = {
  DescribeScalingActivities: (token) => `The token ${token} isn't valid.`,
  DescribeWarmPool: (token) => `The token '${token}' is invalid`,
};
