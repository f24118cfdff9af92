/** Calls of AWS's API, as JSON; the same objects are shown as commands and programs. */
import { ask } from "./http.ts";
import { place } from "./place.ts";

export type Service = "autoscaling" | "ec2" | "cloudwatch";

/** One call, as it is sent and as it is shown. */
export interface Call {
  readonly service: Service;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** In the account and region of the address; without them in those of the start. */
export function call<A>(sent: Call): Promise<A> {
  const { account, region } = place.peek();
  return ask<A>("/calls", { body: { ...sent, account, region } });
}
