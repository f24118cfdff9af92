/** Sends messages to SQS's queues by their ARN. */
import { type Arn, parseArn } from "./arn.ts";
import { awsJsonCall } from "./aws-call.ts";
import { type Message, SendError, type Service } from "./message.ts";

export type QueueUrls = Map<string, string>;

interface Sending {
  readonly urls: QueueUrls;
  readonly signal: AbortSignal;
  readonly warn: (text: string) => void;
}

/**
 * Throws SendError. The URL of a queue is asked for once and kept in `urls`; messages go to the
 * endpoint, and not to the URL's host, which may be a name of the other emulator's own network.
 */
export async function sendToQueue(
  service: Service,
  message: Message,
  { urls, signal, warn }: Sending,
): Promise<void> {
  const arn = parseArn(message.arn);
  const call = { service, signingName: "sqs", region: arn.region, account: arn.account, signal };
  const json = { ...call, version: "1.0" } as const;
  const url = urls.get(message.arn) ?? (await urlOf(arn, json, warn));
  urls.set(message.arn, url);
  const isFifo = arn.resource.endsWith(".fifo");
  const input = {
    QueueUrl: url,
    MessageBody: message.text,
    ...(isFifo && {
      MessageGroupId: message.groupId,
      MessageDeduplicationId: message.deduplicationId,
    }),
  };
  try {
    await awsJsonCall({ ...json, target: "AmazonSQS.SendMessage", input });
  } catch (error) {
    // A queue that was deleted and made again may have another URL.
    urls.delete(message.arn);
    throw error;
  }
}

async function urlOf(
  { resource, account }: Arn,
  call: Omit<Parameters<typeof awsJsonCall>[0], "target" | "input">,
  warn: Sending["warn"],
): Promise<string> {
  const input = { QueueName: resource, QueueOwnerAWSAccountId: account };
  const { QueueUrl: url } = await awsJsonCall({ ...call, target: "AmazonSQS.GetQueueUrl", input });
  if (typeof url === "string") {
    const [, found = account] = /\/(\d{12})\/[^/]+$/.exec(url) ?? [];
    if (found !== account) warn(otherAccount(call.service.endpoint, { found, account }));
    return url;
  }
  throw new SendError(`${call.service.endpoint}: no URL of the queue ${resource}`);
}

interface Accounts {
  readonly found: string;
  readonly account: string;
}

/** Some emulators have all queues in one account of their own. */
function otherAccount(endpoint: string, { found, account }: Accounts): string {
  const remedy = `with --account ${found} both would have the same`;
  return `${endpoint} has its queues in account ${found}, not in ${account}: ${remedy}`;
}
