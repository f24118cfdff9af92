/** The AWS calls behind `watch` and `wait`; the SDK is loaded here and nowhere else in src. */
import {
  type AutoScalingClient,
  type AutoScalingClientConfig,
  type AutoScalingGroup,
  AutoScalingClient as Client,
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  type InstanceRefresh,
} from "@aws-sdk/client-auto-scaling";
import { Refusal } from "./refusal.ts";

export interface RefreshFlags {
  readonly refresh?: string;
  readonly endpoint?: string;
  readonly region?: string;
  /** Milliseconds, as is `timeout`. */
  readonly interval: number;
}

export interface RefreshCalls {
  /** The refresh with this id, or the group's newest one. Throws Refusal. */
  refresh(id?: string): Promise<InstanceRefresh>;
  /** Throws Refusal. */
  group(): Promise<AutoScalingGroup>;
}

export function refreshCalls(groupName: string, flags: RefreshFlags): RefreshCalls {
  // Advice on the version of Node is for those who write programs with the SDK.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const client = new Client(configuration(flags));
  const named = { AutoScalingGroupName: groupName };
  return {
    refresh: async (id) => {
      const which = id === undefined ? { MaxRecords: 1 } : { InstanceRefreshIds: [id] };
      const command = new DescribeInstanceRefreshesCommand({ ...named, ...which });
      const { InstanceRefreshes: [newest] = [] } = await ask(client, (to) => to.send(command));
      const missing = id === undefined ? "no instance refresh" : `no instance refresh ${id}`;
      if (newest === undefined) throw new Refusal(`group ${groupName} has ${missing}`);
      return newest;
    },
    group: async () => {
      const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [groupName] });
      const { AutoScalingGroups: [group] = [] } = await ask(client, (to) => to.send(command));
      if (group === undefined) throw new Refusal(`there is no group ${groupName}`);
      return group;
    },
  };
}

/** AWS is called by https, the emulator by http: it takes any key, so one is made up for it. */
export function isEmulator({ endpoint }: RefreshFlags): boolean {
  return endpointOf(endpoint)?.startsWith("http:") ?? false;
}

function endpointOf(flag: string | undefined): string | undefined {
  const { AWS_ENDPOINT_URL_AUTO_SCALING: own, AWS_ENDPOINT_URL: any } = process.env;
  return flag ?? own ?? any;
}

function configuration(flags: RefreshFlags): AutoScalingClientConfig {
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_ACCESS_KEY_ID } = process.env;
  const standard = isEmulator(flags) ? "us-east-1" : undefined;
  const region = flags.region ?? AWS_REGION ?? AWS_DEFAULT_REGION ?? standard;
  const isKeyMissing = isEmulator(flags) && AWS_ACCESS_KEY_ID === undefined;
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return {
    ...(flags.endpoint === undefined ? {} : { endpoint: flags.endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(isKeyMissing ? { credentials } : {}),
  };
}

/** Whatever AWS or the SDK says against it becomes one line. */
async function ask<T>(
  client: AutoScalingClient,
  call: (client: AutoScalingClient) => Promise<T>,
): Promise<T> {
  try {
    return await call(client);
  } catch (error) {
    throw asRefusal(error);
  }
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  const isConnection = /^(ECONNREFUSED|ENOTFOUND|ECONNRESET|EAI_AGAIN)$/.test(code ?? "");
  if (isConnection) return new Refusal(`nothing answers (${code}); is --endpoint right?`);
  const isTold = error.message.trim() !== "" && !(error instanceof TypeError);
  return isTold ? new Refusal(error.message.trim().replaceAll(/\s*\n\s*/g, " ")) : error;
}
