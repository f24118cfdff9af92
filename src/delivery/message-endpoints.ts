/** Where queues, topics and functions are. */

import { type ArnSender, arnSender } from "../senders/send-to-arn.ts";
import { type DeliveryLog, sayingOnce } from "./delivery-log.ts";

/** URLs of other emulators. */
export interface MessageEndpoints {
  /** For all services that have no endpoint of their own. */
  readonly targetsEndpoint?: string | undefined;
  readonly sqsEndpoint?: string | undefined;
  readonly snsEndpoint?: string | undefined;
  readonly lambdaEndpoint?: string | undefined;
}

/** Undefined when nothing is to be sent. */
export function senderOf(endpoints: MessageEndpoints, log: DeliveryLog): ArnSender | undefined {
  const { targetsEndpoint, sqsEndpoint, snsEndpoint, lambdaEndpoint } = endpoints;
  const at = (endpoint = targetsEndpoint) => (endpoint === undefined ? undefined : { endpoint });
  const services = { sqs: at(sqsEndpoint), sns: at(snsEndpoint), lambda: at(lambdaEndpoint) };
  const isAny = Object.values(services).some((service) => service !== undefined);
  return isAny
    ? arnSender(
        services,
        sayingOnce((text) => log.warn(text)),
      )
    : undefined;
}
