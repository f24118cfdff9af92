/** Requests that a server must survive: calls of AWS, the control API, and neither. */
import { controlPaths } from "../../src/control/routes.ts";
import { serviceModel, serviceNames } from "../../src/model/shapes.ts";
import { recognition } from "../../src/wire/route.ts";
import type { Dice } from "./dice.ts";
import { formOf, inputOf } from "./inputs.ts";

export interface FuzzRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Buffer;
}

export function requestOf(dice: Dice, names: readonly string[]): FuzzRequest {
  const request = dice.oneIn(6) ? controlRequest(dice, names) : awsRequest(dice, names);
  return dice.oneIn(12) ? spoiled(dice, request) : request;
}

function awsRequest(dice: Dice, names: readonly string[]): FuzzRequest {
  const service = dice.oneIn(2) ? "autoscaling" : dice.pick(serviceNames);
  const model = serviceModel(service);
  const operation = dice.pick([...model.operations.keys()]);
  const input = inputOf({ dice, model, names }, operation);
  const { signingName } = recognition[service];
  const scope = `000000000000/20260301/us-east-1/${signingName}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`;
  const target = model.targetPrefix;
  const isQuery = model.protocol !== "json" && (target === undefined || dice.oneIn(2));
  if (isQuery || target === undefined) {
    const type = "application/x-www-form-urlencoded; charset=utf-8";
    const headers = { "content-type": type, authorization };
    return { method: "POST", url: "/", headers, payload: formOf({ model }, operation, input) };
  }
  const headers = {
    "content-type": dice.pick(["application/x-amz-json-1.1", "application/x-amz-json-1.0"]),
    "x-amz-target": `${target}.${operation}`,
    authorization,
  };
  return { method: "POST", url: "/", headers, payload: JSON.stringify(input) };
}

/** Streams never end, a plan is a process of its own, and a reset begins the same world anew. */
const leftOut = /\/(stream|plan|forecast|reset)$/;

const bodies: readonly unknown[] = [
  { advance: "10m" },
  { advance: "1d" },
  { advance: "-1s" },
  { until: "settled" },
  { until: { group: "web", status: "Successful" }, atMost: "3h" },
  { until: { event: { source: ["aws.autoscaling"] } }, atMost: "1h" },
  { mode: "realtime" },
  { speed: 1e9 },
  { kind: "launch", nth: 3 },
  { service: "autoscaling", operation: "DescribeAutoScalingGroups", input: {} },
  { name: "x", webhook: { url: "http://127.0.0.1:1/" } },
  [],
  null,
  "x",
  1e300,
  { __proto__: null, advance: { toString: "1m" } },
];

function controlRequest(dice: Dice, names: readonly string[]): FuzzRequest {
  const [method = "GET", path = "/"] = dice
    .pick(controlPaths.filter((known) => !leftOut.test(known)))
    .split(" ");
  const url = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(dice.pick(names)));
  const query = dice.oneIn(3) ? `?${dice.pick(queries)}` : "";
  const payload = method === "GET" ? "" : JSON.stringify(dice.pick(bodies));
  return { method: method as FuzzRequest["method"], url: `${url}${query}`, headers: {}, payload };
}

const queries = [
  "limit=0",
  "limit=1",
  "since=-1",
  "since=9e99",
  "group=web",
  "type=x",
  "%",
  "a=%ff",
];

/** One thing about it is broken. */
function spoiled(dice: Dice, request: FuzzRequest): FuzzRequest {
  const text = request.payload.toString();
  const at = dice.below(text.length + 1);
  const broken: readonly FuzzRequest[] = [
    { ...request, payload: text.slice(0, at) },
    { ...request, payload: Buffer.concat([Buffer.from(text.slice(0, at)), Buffer.from([255, 0])]) },
    { ...request, payload: `${text}&${text}` },
    { ...request, payload: text.replaceAll("=", "%") },
    { ...request, payload: "[".repeat(20_000) },
    { ...request, url: `${request.url}?${text.slice(0, 900).replaceAll(/[^\w=&.]/g, "")}` },
    { ...request, method: dice.pick(["GET", "PUT", "DELETE"]) },
    { ...request, headers: { ...request.headers, "content-type": "application/cbor" } },
    { ...request, headers: { ...request.headers, "content-encoding": "gzip" } },
    { ...request, headers: { ...request.headers, authorization: text.slice(0, 40) } },
    { ...request, headers: { ...request.headers, "x-amz-target": "A.B.C" } },
  ];
  return dice.pick(broken);
}
