/** Errors that any AWS call can return in an outage or overload, with AWS's usual texts. */

interface ApiError {
  readonly status: number;
  readonly message: string;
}

const notAuthorized =
  "User: {user} is not authorized to perform: {action} " +
  "because no identity-based policy allows the {action} action";

/**
 * AWS's common errors and EC2's, by code. `{user}` stands for the caller's ARN, `{action}` for the
 * call's name in policies.
 */
export const apiErrors: Readonly<Record<string, ApiError>> = {
  Throttling: { status: 400, message: "Rate exceeded" },
  ThrottlingException: { status: 400, message: "Rate exceeded" },
  RequestLimitExceeded: { status: 503, message: "Request limit exceeded." },
  InternalFailure: {
    status: 500,
    message: "The request processing has failed because of an unknown error, exception or failure.",
  },
  InternalError: { status: 500, message: "An internal error has occurred" },
  ServiceUnavailable: {
    status: 503,
    message: "The request has failed due to a temporary failure of the server.",
  },
  AccessDenied: {
    status: 403,
    message: notAuthorized,
  },
  UnauthorizedOperation: {
    status: 403,
    message: `You are not authorized to perform this operation. ${notAuthorized}`,
  },
  Unavailable: {
    status: 503,
    message: "The server is overloaded and can't handle the request.",
  },
};

/** The codes with a known status and text. */
export const apiErrorCodes: readonly string[] = Object.keys(apiErrors);
