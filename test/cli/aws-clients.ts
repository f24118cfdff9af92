/** The AWS CLIs of this machine, and what each of them knows. */
import { execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { isWithout } from "../clients/installed.ts";

export interface AwsClient {
  readonly file: string;
  readonly version: string;
  /** `rollback-instance-refresh` came in February 2023: in 1.27.69, and surely by 2.11. */
  readonly knowsRollback: boolean;
  /** AWS_ENDPOINT_URL_… came with 1.29 and 2.13; older ones would call AWS. */
  readonly knowsEndpointVariables: boolean;
}

/** The first on the PATH and the system's own: one may be version 1 and the other version 2. */
export const awsClients: readonly AwsClient[] = distinctFiles().map((file) => {
  const text = execFileSync(file, ["--version"], { encoding: "utf8" });
  const version = /aws-cli\/([\d.]+)/.exec(text)?.[1] ?? "";
  return {
    file,
    version,
    knowsRollback: isSince(version, { 1: [27, 69], 2: [11, 0] }),
    knowsEndpointVariables: isSince(version, { 1: [29, 0], 2: [13, 0] }),
  };
});

function distinctFiles(): readonly string[] {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"];
  const files = folders.map((folder) => join(folder, "aws")).filter((file) => existsSync(file));
  return [...new Map(files.map((file) => [realpathSync(file), file])).values()];
}

/** Whether a version has come to the minor and patch number with which its major got something. */
function isSince(version: string, first: Readonly<Record<number, readonly [number, number]>>) {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const [sinceMinor, sincePatch] = first[major] ?? [0, 0];
  return minor > sinceMinor || (minor === sinceMinor && patch >= sincePatch);
}

/** True when no AWS CLI is here. */
export function isWithoutAws(): boolean {
  return isWithout("aws", awsClients.length > 0);
}

/** Credentials and nothing of the tester's own AWS settings. */
export function awsEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("AWS_") && !/_proxy$/i.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PAGER: "",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
}
