/** Publishes messages to SNS's topics. */
import { parseArn } from "./arn.ts";
import { awsCall } from "./aws-call.ts";
import type { Message, Service } from "./message.ts";

/** AWS takes no longer subject. */
const mostOfSubject = 100;

/** Throws SendError. */
export async function publishToTopic(
  service: Service,
  message: Message,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const { region, account, resource } = parseArn(message.arn);
  const parameters = new URLSearchParams({
    Action: "Publish",
    Version: "2010-03-31",
    TopicArn: message.arn,
    Message: message.text,
  });
  if (message.subject !== undefined) {
    parameters.set("Subject", message.subject.slice(0, mostOfSubject));
  }
  if (resource.endsWith(".fifo")) {
    parameters.set("MessageGroupId", message.groupId ?? "");
    parameters.set("MessageDeduplicationId", message.deduplicationId ?? "");
  }
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  const body = parameters.toString();
  await awsCall({ service, signingName: "sns", region, account, headers, body, signal });
}
