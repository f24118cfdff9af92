/** Starts the wire plugin on a free port of the loopback, with real SDK clients beside it. */

import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { EC2Client } from "@aws-sdk/client-ec2";
import Fastify, { type FastifyInstance } from "fastify";
import { type WireOptions, wireFrameworkErrors, wirePlugin } from "../../src/wire/plugin.ts";

export interface WireServer {
  readonly autoscaling: AutoScalingClient;
  readonly ec2: EC2Client;
  readonly close: () => Promise<void>;
}

/** Options that count request ids and answer nothing; a test replaces what it is about. */
export function wireOptions(changed: Partial<WireOptions> = {}): WireOptions {
  let requests = 0;
  return {
    call: () => ({}),
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

/** A listening server with one client a service; close it in the same test file. */
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
  const close = async () => {
    autoscaling.destroy();
    ec2.destroy();
    await app.close();
  };
  return { autoscaling, ec2, close };
}
