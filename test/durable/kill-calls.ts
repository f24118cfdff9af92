/** The calls of the clients that write while the product is killed, and what they read back. */
import { XMLParser } from "fast-xml-parser";
import { signedHeaders } from "../cli/product.ts";

export interface KnownGroup {
  readonly maxSize: number;
  readonly desired: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Ids, the newest first. */
  readonly refreshes: readonly string[];
}

type Parameters = Readonly<Record<string, string>>;
type Json = Readonly<Record<string, unknown>>;

/** Undefined when there was no answer: then the call may have happened or not. */
export async function ask(endpoint: string, parameters: Parameters) {
  const body = new URLSearchParams({ Version: "2011-01-01", ...parameters }).toString();
  try {
    const response = await fetch(endpoint, { method: "POST", headers: signedHeaders, body });
    const text = await response.text();
    return response.status < 500 ? { isOk: response.ok, text } : undefined;
  } catch {
    return undefined;
  }
}

/** The same for the control API, whose refusals nobody expects here. */
export async function control(
  endpoint: string,
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: object,
): Promise<Json | undefined> {
  let response: Response;
  let text: string;
  try {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    response = await fetch(`${endpoint}/_asg-local/${path}`, { method, ...sent });
    text = await response.text();
  } catch {
    return undefined;
  }
  if (response.status >= 500) return undefined;
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
  return JSON.parse(text);
}

const lists = ["member"];
const parser = new XMLParser({
  parseTagValue: false,
  isArray: (name) => lists.includes(name),
});

/** A group as it is there; undefined when it is gone or about to go. */
export async function lookAt(endpoint: string, name: string): Promise<KnownGroup | undefined> {
  const described = await read(endpoint, {
    Action: "DescribeAutoScalingGroups",
    "AutoScalingGroupNames.member.1": name,
  });
  const [group] = membersOf(described.AutoScalingGroups);
  if (group === undefined || group.Status !== undefined) return undefined;
  const action = { Action: "DescribeInstanceRefreshes", AutoScalingGroupName: name };
  const ids: string[] = [];
  for (let token = ""; ; ) {
    const page = await read(endpoint, { ...action, ...(token === "" ? {} : { NextToken: token }) });
    ids.push(...membersOf(page.InstanceRefreshes).map((one) => String(one.InstanceRefreshId)));
    token = String(page.NextToken ?? "");
    if (token === "") break;
  }
  const tags = membersOf(group.Tags).map(({ Key, Value }) => [String(Key), String(Value)] as const);
  return {
    maxSize: Number(group.MaxSize),
    desired: Number(group.DesiredCapacity),
    tags: Object.fromEntries(tags.sort(([a], [b]) => (a < b ? -1 : 1))),
    refreshes: ids,
  };
}

const ended = ["Successful", "Failed", "Cancelled", "RollbackFailed", "RollbackSuccessful"];

/** Lets time pass, and tells how many refreshes have ended and which have not. */
export async function endRefreshes(endpoint: string) {
  await control(endpoint, "POST", "clock", { advance: "5h" });
  const groups = membersOf((await read(endpoint, groupsAction)).AutoScalingGroups);
  const unended: string[] = [];
  let endedCount = 0;
  for (const { AutoScalingGroupName } of groups) {
    const name = String(AutoScalingGroupName);
    const action = { Action: "DescribeInstanceRefreshes", AutoScalingGroupName: name };
    const page = await read(endpoint, { ...action, MaxRecords: "100" });
    for (const { InstanceRefreshId: id, Status: status } of membersOf(page.InstanceRefreshes)) {
      if (ended.includes(String(status))) endedCount += 1;
      else unended.push(`refresh ${id} of ${name} is ${status} after 5 hours`);
    }
  }
  return { unended, ended: endedCount };
}

const groupsAction = { Action: "DescribeAutoScalingGroups", MaxRecords: "100" };

async function read(endpoint: string, parameters: Parameters): Promise<Json> {
  const answer = await ask(endpoint, parameters);
  if (answer?.isOk !== true) throw new Error(`${parameters.Action}: ${answer?.text}`);
  const [body] = Object.values(parser.parse(answer.text)) as Json[];
  return (body?.[`${parameters.Action}Result`] ?? {}) as Json;
}

function membersOf(list: unknown): readonly Json[] {
  return ((list as { readonly member?: readonly Json[] } | undefined)?.member ?? []) as Json[];
}
