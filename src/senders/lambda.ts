/** Invokes Lambda's functions, without waiting for their results, as EventBridge does. */
import { parseArn } from "./arn.ts";
import { awsCall } from "./aws-call.ts";
import type { Message, Service } from "./message.ts";

/** Throws SendError. */
export async function invokeFunction(
  service: Service,
  message: Message,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const { region, account } = parseArn(message.arn);
  const path = `/2015-03-31/functions/${encodeURIComponent(message.arn)}/invocations`;
  const headers = { "content-type": "application/json", "x-amz-invocation-type": "Event" };
  const call = { service, signingName: "lambda", region, account, path, headers, signal };
  await awsCall({ ...call, body: message.text });
}
