/** The parts of the ARN of a queue, a topic or a function. */
import { SendError } from "./message.ts";

export interface Arn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Throws SendError. */
export function parseArn(arn: string): Arn {
  const [, service = "", region = "", account = "", resource = ""] =
    /^arn:[^:]+:([^:]+):([^:]*):([^:]*):(.+)$/.exec(arn) ?? [];
  if (resource === "") throw new SendError(`${arn} is no ARN`, { isFinal: true });
  return { service, region, account, resource };
}
