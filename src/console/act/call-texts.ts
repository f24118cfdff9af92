/** A call of AWS as one would type it elsewhere: made from the very object that is sent. */
import { shellWord } from "../../domain/shell-word.ts";
import type { Call, Service } from "../data/calls.ts";

/** Where the call goes. */
export interface Endpoint {
  readonly url: string;
  readonly region: string;
  /** Given where it is not the one that clients speak to without it. */
  readonly account?: string | undefined;
}

/** Of each service its name in the CLI and in boto3, and its client in the SDK for JavaScript. */
const services: Readonly<Record<Service, readonly [cli: string, boto: string, sdk: string]>> = {
  autoscaling: ["autoscaling", "autoscaling", "AutoScaling"],
  ec2: ["ec2", "ec2", "EC2"],
  cloudwatch: ["cloudwatch", "cloudwatch", "CloudWatch"],
};

const sdkPackages: Readonly<Record<Service, string>> = {
  autoscaling: "@aws-sdk/client-auto-scaling",
  ec2: "@aws-sdk/client-ec2",
  cloudwatch: "@aws-sdk/client-cloudwatch",
};

/** `StartInstanceRefresh` with the separator between its words: `start-instance-refresh`. */
function separated(name: string, separator: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, `$1${separator}$2`)
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, `$1${separator}$2`)
    .toLowerCase();
}

function optionOf(name: string, value: unknown): string {
  const option = `--${separated(name, "-")}`;
  if (typeof value === "boolean") return value ? option : option.replace("--", "--no-");
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) {
    return `${option} ${value.map(shellWord).join(" ")}`;
  }
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return `${option} ${shellWord(text)}`;
}

/** The same line works in every shell of POSIX. */
export function cliText({ service, operation, input }: Call, endpoint: Endpoint): string {
  const [name] = services[service];
  const command = `aws ${name} ${separated(operation, "-")}`;
  const options = Object.entries(input).map(([member, value]) => optionOf(member, value));
  const place = [`--endpoint-url ${endpoint.url}`, `--region ${endpoint.region}`];
  const credentials =
    endpoint.account === undefined ? "" : `AWS_ACCESS_KEY_ID=${endpoint.account} \\\n`;
  return `${credentials}${[command, ...options, ...place].join(" \\\n  ")}`;
}

/** JSON with the words of Python. */
function python(value: unknown, indent: string): string {
  if (value === true) return "True";
  if (value === false) return "False";
  if (value === null || value === undefined) return "None";
  if (typeof value !== "object") return JSON.stringify(value);
  const inner = `${indent}    `;
  if (Array.isArray(value)) return `[${value.map((one) => python(one, inner)).join(", ")}]`;
  const members = Object.entries(value).map(
    ([name, one]) => `${inner}${JSON.stringify(name)}: ${python(one, inner)},\n`,
  );
  return members.length === 0 ? "{}" : `{\n${members.join("")}${indent}}`;
}

export function botoText({ service, operation, input }: Call, endpoint: Endpoint): string {
  const [, name] = services[service];
  const members = Object.entries(input).map(
    ([member, value]) => `    ${member}=${python(value, "    ")},`,
  );
  return [
    "import boto3",
    "",
    "client = boto3.client(",
    `    "${name}",`,
    `    endpoint_url="${endpoint.url}",`,
    `    region_name="${endpoint.region}",`,
    ...(endpoint.account === undefined ? [] : [`    aws_access_key_id="${endpoint.account}",`]),
    ...(endpoint.account === undefined ? [] : ['    aws_secret_access_key="test",']),
    ")",
    `client.${separated(operation, "_")}(`,
    ...members,
    ")",
  ].join("\n");
}

export function sdkText({ service, operation, input }: Call, endpoint: Endpoint): string {
  const [, , name] = services[service];
  const { url, region, account } = endpoint;
  const credentials =
    account === undefined
      ? ""
      : `\n  credentials: { accessKeyId: "${account}", secretAccessKey: "test" },`;
  return [
    `import { ${name}Client, ${operation}Command } from "${sdkPackages[service]}";`,
    "",
    `const client = new ${name}Client({`,
    `  endpoint: "${url}",`,
    `  region: "${region}",${credentials}`,
    "});",
    `await client.send(new ${operation}Command(${JSON.stringify(input, null, 2)}));`,
  ].join("\n");
}

/** The arguments that the AWS provider has for the preferences of a refresh. */
const terraformNames: readonly string[] = [
  "MinHealthyPercentage",
  "MaxHealthyPercentage",
  "InstanceWarmup",
  "CheckpointPercentages",
  "CheckpointDelay",
  "SkipMatching",
  "AutoRollback",
  "ScaleInProtectedInstances",
  "StandbyInstances",
  "AlarmSpecification",
];

interface Start {
  readonly AutoScalingGroupName?: string;
  readonly Strategy?: string;
  readonly Preferences?: Readonly<Record<string, unknown>>;
  readonly DesiredConfiguration?: {
    readonly LaunchTemplate?: { readonly LaunchTemplateName?: string; readonly Version?: string };
  };
}

/** Terraform starts a refresh when the group changes; it has no words for any other call. */
export function terraformText({ operation, input }: Call): string | undefined {
  if (operation !== "StartInstanceRefresh") return undefined;
  const { AutoScalingGroupName: name = "", ...start } = input as Start;
  const { Strategy: strategy = "Rolling", Preferences: preferences = {} } = start;
  const template = start.DesiredConfiguration?.LaunchTemplate;
  const lines = Object.entries(preferences).flatMap(([member, value]) =>
    terraformLines(member, value),
  );
  return [
    `resource "aws_autoscaling_group" "${name.replaceAll(/[^\w-]/g, "_")}" {`,
    `  name = ${JSON.stringify(name)}`,
    "  # … the rest of the group",
    ...(template === undefined ? [] : templateLines(template)),
    "",
    "  instance_refresh {",
    `    strategy = "${strategy}"`,
    ...(lines.length === 0 ? [] : ["    preferences {", ...lines, "    }"]),
    "  }",
    "}",
  ].join("\n");
}

function templateLines(template: { LaunchTemplateName?: string; Version?: string }): string[] {
  return [
    "",
    "  launch_template {",
    `    name    = ${JSON.stringify(template.LaunchTemplateName ?? "")}`,
    `    version = ${JSON.stringify(template.Version ?? "$Default")}`,
    "  }",
  ];
}

function terraformLines(member: string, value: unknown): readonly string[] {
  const name = separated(member, "_");
  if (!terraformNames.includes(member)) return [`      # ${name}: the provider has no argument`];
  if (member !== "AlarmSpecification") return [`      ${name} = ${JSON.stringify(value)}`];
  const { Alarms: alarms = [] } = value as { readonly Alarms?: readonly string[] };
  return [`      ${name} {`, `        alarms = ${JSON.stringify(alarms)}`, "      }"];
}
