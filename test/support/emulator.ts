/** An emulator behind its real server, and the real SDK clients that talk to it. */
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingClient } from "@aws-sdk/client-elastic-load-balancing";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import { fastify } from "fastify";
import { afterAll } from "vitest";
import { milliseconds, parseInstant } from "../../src/domain/time.ts";
import { type TimingProfile, timings } from "../../src/domain/timing.ts";
import type { Settings } from "../../src/domain/world.ts";
import { createEmulator, type Emulator, type EmulatorCall } from "../../src/emulator.ts";
import { mirrorOf } from "../../src/mirror/mirror.ts";
import { ServiceError } from "../../src/model/faults.ts";
import { afterWallTime } from "../../src/pacer.ts";
import { wirePlugin } from "../../src/wire/plugin.ts";

export interface Emulated {
  readonly client: AutoScalingClient;
  readonly ec2: EC2Client;
  readonly cloudwatch: CloudWatchClient;
  readonly elb: ElasticLoadBalancingClient;
  readonly elbv2: ElasticLoadBalancingV2Client;
  readonly ssm: SSMClient;
  readonly events: EventBridgeClient;
  readonly sts: STSClient;
  readonly emulator: Emulator;
  readonly endpoint: string;
  /** Lets virtual time pass, and everything that is due in it happen. */
  readonly advance: (seconds: number) => void;
  /** The virtual time as text, to the second. */
  readonly now: () => string;
  readonly close: () => Promise<void>;
}

export interface EmulatedOptions {
  readonly timing?: TimingProfile;
  readonly startTime?: string;
  readonly seed?: string;
  readonly settings?: Partial<Settings>;
  readonly account?: string;
  readonly region?: string;
  readonly ec2Endpoint?: string;
}

/** Starts at a fixed virtual time, which only `advance` moves. Closes itself after all tests. */
export async function startEmulator(options: EmulatedOptions = {}): Promise<Emulated> {
  const { timing = "instant", startTime = "2026-09-27T12:00:00.250Z", seed = "test" } = options;
  let at = parseInstant(startTime) ?? 0;
  const settings: Settings = {
    timing: timings[timing],
    min100: "launch-first",
    behaviors: [],
    ...options.settings,
  };
  const emulator = createEmulator({ seed, settings, now: () => at });
  const { region = "us-east-1", ec2Endpoint } = options;
  const bugs: unknown[] = [];
  const server = fastify();
  server.register(
    wirePlugin({
      call: (call) => callReportingBugs(emulator, call, bugs),
      faultFor: (call) => emulator.faultFor(call),
      prepare: ec2Endpoint === undefined ? undefined : mirrorOf(emulator, ec2Endpoint),
      later: afterWallTime,
      nextRequestId: () => emulator.nextRequestId(),
      now: () => at,
      defaultAccount: "000000000000",
      defaultRegion: region,
      allowUnsigned: false,
    }),
  );
  const endpoint = await server.listen({ port: 0, host: "127.0.0.1" });
  const credentials = { accessKeyId: options.account ?? "123456789012", secretAccessKey: "test" };
  const configuration = { endpoint, region, credentials, maxAttempts: 1 };
  const client = new AutoScalingClient(configuration);
  const ec2 = new EC2Client(configuration);
  const cloudwatch = new CloudWatchClient(configuration);
  const elb = new ElasticLoadBalancingClient(configuration);
  const elbv2 = new ElasticLoadBalancingV2Client(configuration);
  const ssm = new SSMClient(configuration);
  const events = new EventBridgeClient(configuration);
  const sts = new STSClient(configuration);
  const close = async () => {
    for (const one of [client, ec2, cloudwatch, elb, elbv2, ssm, events, sts]) one.destroy();
    await server.close();
    if (bugs.length > 0) throw bugs[0];
  };
  afterAll(close);
  return {
    client,
    ec2,
    cloudwatch,
    elb,
    elbv2,
    ssm,
    events,
    sts,
    emulator,
    endpoint,
    close,
    now: () => `${new Date(at).toISOString().slice(0, 19)}Z`,
    advance: (seconds) => {
      at += milliseconds(seconds);
      emulator.catchUp();
    },
  };
}

/** A client sees InternalFailure only; the first bug itself is thrown when the emulator closes. */
function callReportingBugs(emulator: Emulator, call: EmulatorCall, bugs: unknown[]): unknown {
  try {
    return emulator.call(call);
  } catch (error) {
    if (!(error instanceof ServiceError)) bugs.push(error);
    throw error;
  }
}
