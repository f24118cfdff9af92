/** What an AWS error answer says, as the SDK read it. */
import { expect } from "vitest";

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

/** The error that the call ends with; a call that succeeds fails the test. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const outcome = await call.then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  expect(outcome, "the call was to be refused").toHaveProperty("error");
  const { error } = outcome as { error: SdkError };
  return {
    code: error.Error?.Code ?? error.Code ?? error.name,
    message: error.message,
    status: error.$metadata?.httpStatusCode ?? 0,
  };
}

interface SdkError extends Error {
  readonly Code?: string;
  readonly Error?: { readonly Code?: string };
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Most refusals of Auto Scaling have this code and status. */
export function validationErrorOf(message: string): Refusal {
  return { code: "ValidationError", message, status: 400 };
}
