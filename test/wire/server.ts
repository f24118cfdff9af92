/** Starts the wire plugin on a free port of the loopback, with real SDK clients beside it. */

import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingClient } from "@aws-sdk/client-elastic-load-balancing";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import {
  AwsJson1_0Protocol,
  AwsQueryProtocol,
  AwsSmithyRpcV2CborProtocol,
} from "@aws-sdk/core/protocols";
import Fastify, { type FastifyInstance } from "fastify";
import { type WireOptions, wireFrameworkErrors, wirePlugin } from "../../src/wire/plugin.ts";

export interface WireServer {
  readonly autoscaling: AutoScalingClient;
  readonly ec2: EC2Client;
  readonly cloudwatchJson: CloudWatchClient;
  readonly cloudwatchQuery: CloudWatchClient;
  readonly cloudwatchCbor: CloudWatchClient;
  readonly elb: ElasticLoadBalancingClient;
  readonly elbv2: ElasticLoadBalancingV2Client;
  readonly ssm: SSMClient;
  readonly events: EventBridgeClient;
  readonly sts: STSClient;
  readonly close: () => Promise<void>;
}

/** Options that count request ids and answer nothing; a test replaces what it is about. */
function wireOptions(changed: Partial<WireOptions> = {}): WireOptions {
  let requests = 0;
  return {
    call: () => ({}),
    now: () => Date.parse("2026-09-27T12:00:00Z"),
    nextRequestId: () => {
      requests += 1;
      return `00000000-0000-4000-8000-${String(requests).padStart(12, "0")}`;
    },
    defaultAccount: "000000000000",
    defaultRegion: "us-east-1",
    allowUnsigned: true,
    ...changed,
  };
}

/** A server that does not listen, for `inject`. */
export function wireApp(changed: Partial<WireOptions> = {}): FastifyInstance {
  const options = wireOptions(changed);
  const app = Fastify({ frameworkErrors: wireFrameworkErrors(options) });
  app.register(wirePlugin(options));
  return app;
}

type CloudWatchProtocol = NonNullable<
  NonNullable<ConstructorParameters<typeof CloudWatchClient>[0]>["protocol"]
>;

/** A listening server with one client a service and protocol; close it in the same test file. */
export async function startWireServer(changed: Partial<WireOptions> = {}): Promise<WireServer> {
  const app = wireApp({ allowUnsigned: false, ...changed });
  const endpoint = await app.listen({ port: 0, host: "127.0.0.1" });
  const settings = {
    endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "123456789012", secretAccessKey: "any" },
    maxAttempts: 1,
  };
  const autoscaling = new AutoScalingClient(settings);
  const ec2 = new EC2Client(settings);
  const cloudwatch = (protocol: CloudWatchProtocol) =>
    new CloudWatchClient({ ...settings, protocol });
  const cloudwatchJson = cloudwatch(AwsJson1_0Protocol);
  const cloudwatchQuery = cloudwatch(AwsQueryProtocol);
  const cloudwatchCbor = cloudwatch(AwsSmithyRpcV2CborProtocol);
  const elb = new ElasticLoadBalancingClient(settings);
  const elbv2 = new ElasticLoadBalancingV2Client(settings);
  const ssm = new SSMClient(settings);
  const events = new EventBridgeClient(settings);
  const sts = new STSClient(settings);
  const alarms = { cloudwatchJson, cloudwatchQuery, cloudwatchCbor };
  const clients = { autoscaling, ec2, ...alarms, elb, elbv2, ssm, events, sts };
  const close = async () => {
    for (const client of Object.values(clients)) client.destroy();
    await app.close();
  };
  return { ...clients, close };
}
