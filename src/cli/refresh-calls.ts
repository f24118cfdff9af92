/** The AWS calls behind `watch` and `wait`; the SDK is loaded here and nowhere else in src. */
import {
  type AutoScalingClient,
  type AutoScalingClientConfig,
  type AutoScalingGroup,
  AutoScalingClient as Client,
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  DescribeScalingActivitiesCommand,
  type InstanceRefresh,
} from "@aws-sdk/client-auto-scaling";
import { adviceOnEndpoint, endpointOf } from "./endpoint.ts";
import { launchesIn } from "./refresh-launches.ts";
import { Refusal } from "./refusal.ts";

/** Whom to ask. */
export interface AskedFlags {
  readonly endpoint?: string;
  /** Uses AWS itself. */
  readonly aws?: true;
  readonly region?: string;
}

export interface RefreshFlags extends AskedFlags {
  readonly refresh?: string;
  /** In milliseconds, like `timeout`. */
  readonly interval: number;
}

export interface RefreshCalls {
  /** The refresh with this id, or the group's newest one. Throws Refusal. */
  refresh(id?: string): Promise<InstanceRefresh>;
  /** Throws Refusal. */
  group(): Promise<AutoScalingGroup>;
  /** The time of the last answer, which is virtual in an emulator. */
  now(): number | undefined;
  /** Ids of the instances whose launch began at this time or later. Throws Refusal. */
  launchedSince(start: Date): Promise<ReadonlySet<string>>;
}

/** The SDK's client for the endpoint, keys and region that the flags and environment name. */
export function autoScalingClient(flags: AskedFlags): AutoScalingClient {
  // Silences advice about Node versions, which is meant for users of the SDK.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  return new Client(configuration(flags));
}

export function refreshCalls(groupName: string, flags: RefreshFlags): RefreshCalls {
  const asked = askedBy(flags);
  const client = autoScalingClient(flags);
  const now = timeOfAnswers(client);
  const named = { AutoScalingGroupName: groupName };
  const ask = <T>(call: (client: AutoScalingClient) => Promise<T>) =>
    sendOrRefuse(client, asked, call);
  return {
    now,
    refresh: async (id) => {
      const which = id === undefined ? { MaxRecords: 1 } : { InstanceRefreshIds: [id] };
      const command = new DescribeInstanceRefreshesCommand({ ...named, ...which });
      const { InstanceRefreshes: [newest] = [] } = await ask((to) => to.send(command));
      if (newest !== undefined) return newest;
      const missing = id === undefined ? "no instance refresh" : `no instance refresh ${id}`;
      throw new Refusal(`group ${groupName} has ${missing} (asked ${asked})`);
    },
    group: async () => {
      const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [groupName] });
      const { AutoScalingGroups: [group] = [] } = await ask((to) => to.send(command));
      if (group !== undefined) return group;
      throw new Refusal(`there is no group ${groupName} (asked ${asked})`);
    },
    launchedSince: launchesIn((input) => {
      const command = new DescribeScalingActivitiesCommand({ ...named, ...input });
      return ask((to) => to.send(command));
    }),
  };
}

/** The region that the flags and the environment name, else the emulator's usual one. */
export function regionOf({ region }: AskedFlags): string {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  return region ?? AWS_REGION ?? AWS_DEFAULT_REGION ?? "us-east-1";
}

/** The endpoint that the flags and the environment name, for messages. */
export function askedBy(flags: AskedFlags): string {
  return flags.aws === true ? "AWS" : endpointOf(flags);
}

/**
 * For the emulator, which accepts any key, one is made up. With --aws the SDK finds keys and region
 * as usual and ignores the emulator's variables.
 */
function configuration(flags: AskedFlags): AutoScalingClientConfig {
  if (flags.aws === true) {
    delete process.env.AWS_ENDPOINT_URL;
    delete process.env.AWS_ENDPOINT_URL_AUTO_SCALING;
    return flags.region === undefined ? {} : { region: flags.region };
  }
  const region = regionOf(flags);
  const endpoint = endpointOf(flags);
  if (process.env.AWS_ACCESS_KEY_ID !== undefined) return { endpoint, region };
  return { endpoint, region, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
}

/** Reads the Date header of each answer, so that time and state are of the same moment. */
function timeOfAnswers(client: AutoScalingClient): () => number | undefined {
  let now: number | undefined;
  client.middlewareStack.add(
    (next) => async (request) => {
      const result = await next(request);
      const { headers } = result.response as { readonly headers?: { readonly date?: string } };
      const at = Date.parse(headers?.date ?? "");
      now = Number.isNaN(at) ? undefined : at;
      return result;
    },
    { step: "deserialize", priority: "low" },
  );
  return () => now;
}

/** Sends, and refuses in one line that names the endpoint. */
async function sendOrRefuse<T>(
  client: AutoScalingClient,
  asked: string,
  call: (client: AutoScalingClient) => Promise<T>,
): Promise<T> {
  try {
    return await call(client);
  } catch (error) {
    throw asRefusal(error, asked);
  }
}

/** Any error of AWS or the SDK as one line that names the endpoint; others stay as they are. */
export function asRefusal(error: unknown, asked: string): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  const isConnection = /^(ECONNREFUSED|ENOTFOUND|ECONNRESET|EAI_AGAIN)$/.test(code ?? "");
  if (isConnection)
    return new Refusal(`nothing answers at ${asked} (${code}); ${adviceOnEndpoint}`);
  const line = error.message.trim().replaceAll(/\s*\n\s*/g, " ");
  if (line === "" || error instanceof TypeError) return error;
  return new Refusal(`${line} (asked ${asked})`);
}
