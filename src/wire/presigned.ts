/** Decides when the address of a request is its signature, as in a link that an SDK presigned. */
import { ServiceError } from "../model/faults.ts";
import type { Parameters } from "./query.ts";

const algorithm = "AWS4-HMAC-SHA256";

/**
 * The credential of a whole presigned request. Only the address of a GET can hold one: a form can
 * be sent by any web page, and what is not whole was made by no SDK.
 */
export function presignedCredential(method: string, query: Parameters): string | undefined {
  const isWhole =
    query.get("X-Amz-Algorithm") === algorithm &&
    Boolean(query.get("X-Amz-SignedHeaders")) &&
    Boolean(query.get("X-Amz-Signature"));
  if (method !== "GET" || !isWhole) return undefined;
  return query.get("X-Amz-Credential") || undefined;
}

/**
 * Whether an operation leaves everything as it is. AWS's models do not mark those; its names do,
 * and a test compares them with what the actions do.
 */
export function isRead(operation: string): boolean {
  return /^(Describe|Get|List)[A-Z]/.test(operation);
}

/** A page can make a browser follow a link. Throws `AccessDenied` 403 for more than a read. */
export function refusePresignedChange(operation: string): void {
  if (isRead(operation)) return;
  const message =
    `A presigned request may only read; ${operation} needs an Authorization header, ` +
    "which --allow-unsigned makes needless.";
  throw new ServiceError("AccessDenied", message, 403);
}
