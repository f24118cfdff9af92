/** Sends a message to what its ARN names: a queue, a topic or a function. */
import { parseArn } from "./arn.ts";
import { invokeFunction } from "./lambda.ts";
import { type Message, SendError, type Service } from "./message.ts";
import { publishToTopic } from "./sns.ts";
import { type QueueUrls, sendToQueue } from "./sqs.ts";

/** Where each service is; one that is not named gets nothing. */
export interface Services {
  readonly sqs?: Service | undefined;
  readonly sns?: Service | undefined;
  readonly lambda?: Service | undefined;
}

export interface ArnSender {
  /** Whether anything would be sent to it. */
  readonly reaches: (arn: string) => boolean;
  /** Throws SendError. */
  readonly send: (message: Message, signal: AbortSignal) => Promise<void>;
}

/** Keeps the URLs of queues from one message to the next; warns of those of another account. */
export function arnSender(
  services: Services,
  warn: (text: string) => void = () => undefined,
): ArnSender {
  const urls: QueueUrls = new Map();
  return {
    reaches: (arn) => serviceOf(services, arn) !== undefined,
    send: async (message, signal) => {
      const service = serviceOf(services, message.arn);
      if (service === undefined) {
        throw new SendError(`no endpoint for ${message.arn}`, { isFinal: true });
      }
      switch (parseArn(message.arn).service) {
        case "sqs":
          return sendToQueue(service, message, { urls, signal, warn });
        case "sns":
          return publishToTopic(service, message, { signal });
        default:
          return invokeFunction(service, message, { signal });
      }
    },
  };
}

function serviceOf(services: Services, arn: string): Service | undefined {
  const [, , service = ""] = arn.split(":");
  return service === "sqs" || service === "sns" || service === "lambda"
    ? services[service]
    : undefined;
}
