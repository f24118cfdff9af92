/** Reads signatures in the address of a request, as in links presigned by an SDK. */
import { ServiceError } from "../model/faults.ts";
import type { Parameters } from "./query.ts";

const algorithm = "AWS4-HMAC-SHA256";

/**
 * The credential of a complete presigned request. Only a GET's address counts: any web page can
 * send a form, and SDKs never produce incomplete ones.
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
 * Whether an operation changes nothing. AWS's models do not say so but its names do; a test
 * compares the names with what the actions do.
 */
export function isRead(operation: string): boolean {
  return /^(Describe|Get|List)[A-Z]/.test(operation);
}

/**
 * Lets presigned requests only read, because a page can make a browser follow a link. Throws
 * `AccessDenied` 403.
 */
export function refusePresignedChange(operation: string): void {
  if (isRead(operation)) return;
  const message =
    `A presigned request may only read; ${operation} needs an Authorization header, ` +
    "which --allow-unsigned makes needless.";
  throw new ServiceError("AccessDenied", message, 403);
}
