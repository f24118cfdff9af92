/** An emulator in which every answer of AWS's neighbour services is held against their models. */
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as ec2 from "@aws-sdk/client-ec2";
import * as elb from "@aws-sdk/client-elastic-load-balancing";
import * as elbv2 from "@aws-sdk/client-elastic-load-balancing-v2";
import * as events from "@aws-sdk/client-eventbridge";
import * as ssm from "@aws-sdk/client-ssm";
import * as sts from "@aws-sdk/client-sts";
import { type Emulated, startEmulator } from "../../../support/emulator.ts";
import { holdAnswers, type Members, subnetsOfStage } from "../held-answers.ts";

export const neighbours = ["ec2", "cloudwatch", "elbv2", "elb", "ssm", "events", "sts"] as const;
export type Neighbour = (typeof neighbours)[number];

export interface Stage extends Emulated {
  /** Through the SDK; fails when the answer is not as AWS models it. */
  readonly send: (service: Neighbour, operation: string, input: object) => Promise<Members>;
  /** Through the SDK, as it comes: a refusal is thrown. */
  readonly ask: (service: Neighbour, operation: string, input: object) => Promise<Members>;
  /** Those of the default VPC, zone by zone. */
  readonly subnets: readonly string[];
}

const sdks: Readonly<Record<Neighbour, object>> = { ec2, cloudwatch, elbv2, elb, ssm, events, sts };

/** What the SDK of a service exports, by name. */
export const exportedBy = (service: Neighbour, name: string): unknown =>
  (sdks[service] as Readonly<Record<string, unknown>>)[name];

export async function startStage(): Promise<Stage> {
  const emulated = await startEmulator({ timing: "aws" });
  const answerTo = holdAnswers(emulated);
  const ask = (service: Neighbour, operation: string, input: object): Promise<Members> => {
    const Command = exportedBy(service, `${operation}Command`) as new (
      input: object,
    ) => sts.GetCallerIdentityCommand;
    const client: Pick<sts.STSClient, "send"> = emulated[service] as sts.STSClient;
    return client.send(new Command(input)) as unknown as Promise<Members>;
  };
  const send = (service: Neighbour, operation: string, input: object) =>
    answerTo(operation, ask(service, operation, input));
  return { ...emulated, ask, send, subnets: subnetsOfStage() };
}
