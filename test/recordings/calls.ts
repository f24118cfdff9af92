/** Makes the calls of a recording with the AWS SDK, and reduces answers and refusals to facts. */
import * as autoscaling from "@aws-sdk/client-auto-scaling";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as ec2 from "@aws-sdk/client-ec2";
import * as elb from "@aws-sdk/client-elastic-load-balancing";
import * as elbv2 from "@aws-sdk/client-elastic-load-balancing-v2";
import * as ssm from "@aws-sdk/client-ssm";
import * as sts from "@aws-sdk/client-sts";
import { plain } from "./agreement.ts";

const modules = { autoscaling, cloudwatch, ec2, elb, elbv2, ssm, sts } as const;

/** What a call is made through; the SDK's clients are all of this form. */
interface Client {
  readonly send: (command: never) => Promise<unknown>;
  readonly destroy: () => void;
}

export type Clients = Readonly<Record<keyof typeof modules, Client>>;

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

/** A client of each service that a recording may call; without an endpoint, of AWS itself. */
export function clientsOf(configuration: {
  readonly region: string;
  readonly endpoint?: string | undefined;
}): Clients {
  const given = { region: configuration.region, ...endpointIn(configuration) };
  return {
    autoscaling: new autoscaling.AutoScalingClient(given),
    cloudwatch: new cloudwatch.CloudWatchClient(given),
    ec2: new ec2.EC2Client(given),
    elb: new elb.ElasticLoadBalancingClient(given),
    elbv2: new elbv2.ElasticLoadBalancingV2Client(given),
    ssm: new ssm.SSMClient(given),
    sts: new sts.STSClient(given),
  };
}

function endpointIn({ endpoint }: { readonly endpoint?: string | undefined }) {
  if (endpoint === undefined) return {};
  return { endpoint, credentials: { accessKeyId: "123456789012", secretAccessKey: "local" } };
}

/** The answer as a recording has it, or `refused` with code, text and status. */
export async function outcomeOf(
  { service, operation, input }: { service: keyof Clients; operation: string; input: object },
  clients: Clients,
): Promise<unknown> {
  const module = modules[service] as unknown as Record<string, unknown>;
  const Command = module[`${operation}Command`] as (new (input: object) => never) | undefined;
  if (Command === undefined) throw new Error(`${service} has no operation ${operation}`);
  try {
    return plain(await clients[service].send(new Command(input)));
  } catch (error) {
    return { refused: refusalIn(error) };
  }
}

/** The refusal in an outcome, if it is one. */
export function refusalOf(outcome: unknown): Refusal | undefined {
  return (outcome as { readonly refused?: Refusal } | undefined)?.refused;
}

/** What the service said; an error that no service sent is thrown on. */
function refusalIn(error: unknown): Refusal {
  const { $metadata, ...known } = error as Error & {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly Code?: string;
    readonly Error?: { readonly Code?: string };
  };
  if ($metadata?.httpStatusCode === undefined) throw error;
  const { name, message } = error as Error;
  const code = known.Error?.Code ?? known.Code ?? name;
  return { code, message, status: $metadata.httpStatusCode };
}
