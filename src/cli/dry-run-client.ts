/** The SDK's client for AWS itself, or for an endpoint that stands in for it. */
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { NoSuchGroup } from "../domain/user-errors.ts";
import { type DryRun, type DryRunOptions, dryRun } from "../dry-run/dry-run.ts";
import { Refusal } from "./refusal.ts";

export interface AwsFlags {
  /** Stands in for AWS, also for EC2 and the other services. */
  readonly endpoint?: string;
  readonly region?: string;
}

/** As in the SDK: the first that is set counts. */
const endpointVariables = ["AWS_ENDPOINT_URL_AUTO_SCALING", "AWS_ENDPOINT_URL"] as const;

/** Reads the group. Throws Refusal, in one line that says who was asked. */
export async function readFromAws(flags: AwsFlags, options: DryRunOptions): Promise<DryRun> {
  // Silences advice about Node versions, which is meant for users of the SDK.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const endpoint = endpointFor(flags);
  const asked = askedOf(flags);
  try {
    const client = new AutoScalingClient({
      ...regionFor(flags),
      ...(endpoint !== undefined && { endpoint }),
    });
    return await dryRun(client, options).finally(() => client.destroy());
  } catch (error) {
    throw asRefusal(error, { asked, group: options.group });
  }
}

/** The SDK itself reads AWS_REGION and profiles; the AWS CLI has one more variable. */
function regionFor({ region: given }: AwsFlags): { readonly region?: string } {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  // The SDK would take an empty one for a name.
  if (AWS_REGION === "") delete process.env.AWS_REGION;
  const region = given || AWS_REGION || AWS_DEFAULT_REGION;
  return region ? { region } : {};
}

/** Who is asked, for messages. */
export function askedOf(flags: AwsFlags): string {
  return endpointFor(flags) ?? "AWS";
}

/** Undefined: AWS itself. Throws Refusal for a variable that is no URL. */
function endpointFor({ endpoint }: AwsFlags): string | undefined {
  if (endpoint !== undefined) return endpoint;
  const variable = endpointVariables.find((name) => (process.env[name] ?? "") !== "");
  if (variable === undefined) return undefined;
  const url = process.env[variable] ?? "";
  if (URL.canParse(url)) return url;
  throw new Refusal(`${variable} must be a URL; it is ${url}`, 2);
}

interface Asked {
  readonly asked: string;
  readonly group: string;
}

function asRefusal(error: unknown, { asked, group }: Asked): unknown {
  if (error instanceof NoSuchGroup)
    return new Refusal(`there is no group ${group} (asked ${asked})`);
  if (!(error instanceof Error) || error instanceof TypeError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (/^(ECONNREFUSED|ENOTFOUND|ECONNRESET|EAI_AGAIN)$/.test(code ?? ""))
    return new Refusal(`nothing answers at ${asked} (${code})`);
  const line = error.message.trim().replaceAll(/\s*\n\s*/g, " ");
  if (line === "Region is missing")
    return new Refusal("no region is set; name it with --region", 2);
  return line === "" ? error : new Refusal(`${line} (asked ${asked})`);
}
