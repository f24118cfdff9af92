/** moto_server as tests start it, with the calls of queues, topics and rules that they need. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { awsCall, awsJsonCall } from "../../src/senders/aws-call.ts";
import { isWithout } from "./installed.ts";

export interface MotoServer {
  readonly endpoint: string;
  arnOf(service: string, name: string): string;
  sqs(operation: string, input: object): Promise<Answer>;
  events(operation: string, input: object): Promise<Answer>;
  /** The answer is XML. */
  sns(parameters: Readonly<Record<string, string>>): Promise<string>;
  /** Makes a queue; answers its URL. */
  newQueue(name: string, attributes?: object): Promise<string>;
  /** Makes a topic to which a queue is subscribed; answers its ARN. */
  newTopic(name: string, queue: string): Promise<string>;
  /** Texts of the messages that wait in a queue of this URL, at most ten; they are taken out. */
  messagesIn(url: string): Promise<readonly string[]>;
  /** The URL of a queue that is there. */
  queueNamed(name: string): Promise<string>;
  stop(): Promise<void>;
}

type Answer = Readonly<Record<string, unknown>>;

export const isWithoutMoto = isWithout("moto", spawnSync("moto_server", ["--help"]).status === 0);

/** Its own account is 123456789012 unless it is told another. */
export async function startMoto(account = "123456789012"): Promise<MotoServer> {
  const env = { ...process.env, MOTO_ACCOUNT_ID: account };
  const moto = spawn("moto_server", ["-H", "127.0.0.1", "-p", "0"], { env });
  const endpoint = await addressOf(moto);
  const place = { region: "us-east-1", account };
  const call = () => ({ service: { endpoint }, ...place, signal: AbortSignal.timeout(10_000) });
  const arnOf = (service: string, name: string) =>
    `arn:aws:${service}:${place.region}:${place.account}:${name}`;
  const sqs = (operation: string, input: object) => {
    const target = `AmazonSQS.${operation}`;
    return awsJsonCall({ ...call(), signingName: "sqs", target, version: "1.0", input });
  };
  const sns = (parameters: Readonly<Record<string, string>>) =>
    awsCall({
      ...call(),
      signingName: "sns",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ Version: "2010-03-31", ...parameters }).toString(),
    });
  return {
    endpoint,
    arnOf,
    sqs,
    sns,
    events: (operation, input) => {
      const target = `AWSEvents.${operation}`;
      return awsJsonCall({ ...call(), signingName: "events", target, version: "1.1", input });
    },
    newQueue: async (QueueName, Attributes = {}) =>
      String((await sqs("CreateQueue", { QueueName, Attributes })).QueueUrl),
    queueNamed: async (QueueName) => String((await sqs("GetQueueUrl", { QueueName })).QueueUrl),
    newTopic: async (name, queue) => {
      const TopicArn = arnOf("sns", name);
      const Endpoint = arnOf("sqs", queue);
      await sns({ Action: "CreateTopic", Name: name });
      await sns({ Action: "Subscribe", TopicArn, Protocol: "sqs", Endpoint });
      return TopicArn;
    },
    messagesIn: async (QueueUrl) => {
      const { Messages } = await sqs("ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10 });
      return (Array.isArray(Messages) ? Messages : []).map(({ Body }) => String(Body));
    },
    stop: async () => {
      const ended = once(moto, "exit");
      moto.kill();
      await ended;
    },
  };
}

/** The address that it says it runs at. */
async function addressOf(moto: ChildProcess): Promise<string> {
  let told = "";
  moto.stderr?.setEncoding("utf8").on("data", (text: string) => {
    told += text;
  });
  for (;;) {
    const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(told)?.[1];
    if (address !== undefined) return address;
    if (moto.exitCode !== null) throw new Error(`moto did not start: ${told}`);
    await sleep(100);
  }
}
