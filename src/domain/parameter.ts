/** SSM's parameters with versions and labels, and AWS's own public parameters. */
import type { Tag } from "./launch-template.ts";
import { publicParameterValues } from "./public-images.ts";
import type { Instant } from "./time.ts";

/** A region's parameters, with its account and name. */
interface ParameterStore {
  readonly account: string;
  readonly name: string;
  readonly parameters: ReadonlyMap<string, Parameter>;
}

export interface Parameter {
  readonly name: string;
  readonly arn: string;
  tags: readonly Tag[];
  /** Ascending by number, never empty; the last one is current. */
  versions: readonly ParameterVersion[];
}

export type ParameterType = "String" | "StringList" | "SecureString";
export type ParameterTier = "Standard" | "Advanced";

export interface ParameterVersion {
  readonly number: number;
  readonly type: ParameterType;
  readonly value: string;
  readonly dataType: string;
  readonly tier: ParameterTier;
  readonly modifiedAt: Instant;
  readonly modifiedBy: string;
  /** Labels; each is on only one version. */
  readonly labels: readonly string[];
  readonly description?: string;
  /** The key of a SecureString; nothing is encrypted. */
  readonly keyId?: string;
  readonly allowedPattern?: string;
}

/** A parameter at the requested version. */
export interface FoundParameter {
  readonly parameter: Parameter;
  readonly version: ParameterVersion;
  /** `:3` or `:label`, if the request had one. */
  readonly selector?: string;
}

/** Finds a parameter by `name`, `name:3`, `name:label`, or the same with an ARN. */
export function findParameter(
  region: ParameterStore,
  text: string,
): FoundParameter | "unknownParameter" | "unknownVersion" {
  const { names, selector } = readReference(text);
  const parameter = names
    .map((name) => region.parameters.get(name) ?? publicParameter(region, name))
    .find((found) => found !== undefined);
  if (parameter === undefined) return "unknownParameter";
  const { versions } = parameter;
  if (selector === undefined) return { parameter, version: newest(parameter) };
  const version = versions.find(
    ({ number, labels }) => String(number) === selector || labels.includes(selector),
  );
  return version === undefined
    ? "unknownVersion"
    : { parameter, version, selector: `:${selector}` };
}

export function newest({ versions }: Pick<Parameter, "versions">): ParameterVersion {
  const version = versions.at(-1);
  if (version === undefined) throw new Error("a parameter has a version");
  return version;
}

/** An ARN omits a path's leading slash, so both readings are tried. */
function readReference(text: string) {
  const [, inArn] = /^arn:[^:]*:ssm:[^:]*:\d*:parameter(\/.*)$/.exec(text) ?? [];
  const [name = "", selector] = (inArn ?? text).split(":");
  return { names: inArn === undefined ? [name] : [name, name.slice(1)], selector };
}

export function parameterArn(
  { account, name: region }: Omit<ParameterStore, "parameters">,
  name: string,
): string {
  return `arn:aws:ssm:${region}:${account}:parameter${name.startsWith("/") ? "" : "/"}${name}`;
}

export const publicParameterNames: readonly string[] = [...publicParameterValues.keys()];

/** Amazon Linux's parameters were seen as texts, though they hold ids of images. */
function isTyped(name: string, value: string): boolean {
  return value.startsWith("ami-") && !name.startsWith("/aws/service/ami-amazon-linux-latest/");
}

/** The date of all public images. */
const publishedAt = 1_789_408_800_000;

export function publicParameter(
  { name: region }: Pick<ParameterStore, "name">,
  name: string,
): Parameter | undefined {
  const value = publicParameterValues.get(name);
  if (value === undefined) return undefined;
  const version: ParameterVersion = {
    number: 1,
    type: "String",
    value,
    dataType: isTyped(name, value) ? "aws:ec2:image" : "text",
    tier: "Standard",
    modifiedAt: publishedAt,
    modifiedBy: "arn:aws:iam::aws:root",
    labels: [],
  };
  return { name, arn: `arn:aws:ssm:${region}::parameter${name}`, tags: [], versions: [version] };
}
