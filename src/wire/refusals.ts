/** The errors for requests that never became a call, or whose call failed internally. */

import { ServiceError } from "../model/faults.ts";
import { GuardRefusal } from "./guard.ts";

interface Requested {
  readonly method: string;
  readonly url: string;
}

/** The only content type of AWS's Query protocols. */
export const formType = "application/x-www-form-urlencoded";

/** For a body that is no form: 415. */
export function unsupportedMediaType(): ServiceError {
  const message = `The content type is not supported; send parameters as ${formType}.`;
  return new ServiceError("UnsupportedMediaType", message, 415);
}

/** For a body of more than 1 MiB: 413. */
export function tooLarge(): ServiceError {
  return new ServiceError("RequestEntityTooLarge", "The request is larger than 1 MiB.", 413);
}

/** For a path other than `/`: 404; for a method other than GET and POST: 405. */
export function notFound({ method, url }: Requested): ServiceError {
  const path = url.split("?", 1)[0];
  if (path !== "/") {
    return new ServiceError("UnknownOperationException", `Nothing is at ${path}`, 404);
  }
  return new ServiceError("MethodNotAllowed", `The method ${method} is not allowed.`, 405);
}

/** Translates Fastify's errors about a request into AWS's codes; passes on any other error. */
export function asServiceError(error: unknown): unknown {
  if (error instanceof ServiceError) return error;
  if (error instanceof GuardRefusal) return new ServiceError("AccessDenied", error.message, 403);
  const { statusCode, message } = Object(error) as { statusCode?: unknown; message?: string };
  if (statusCode === 413) return tooLarge();
  if (statusCode === 415) return unsupportedMediaType();
  const isClientError = typeof statusCode === "number" && statusCode >= 400 && statusCode < 500;
  return isClientError ? new ServiceError("MalformedInput", message ?? "", statusCode) : error;
}

/** `InternalFailure` 500 in the exact words of G-003. */
export function internalFailure(): ServiceError {
  const message =
    "The service has encountered an internal error. We apologize for the inconvenience.";
  return new ServiceError("InternalFailure", message, 500);
}
