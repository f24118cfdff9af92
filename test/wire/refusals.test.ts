/** Requests that never become a call, or whose call breaks, get readable AWS errors. */

import type { InjectOptions } from "fastify";
import { describe, expect, it } from "vitest";
import { validationError } from "../../src/model/faults.ts";
import { authorization, describeGroups, post, scope, send, type Told } from "./send.ts";

const signed = { authorization: scope("autoscaling") };
const signedEc2 = { authorization: scope("ec2") };
const json = { "content-type": "application/json" };
const refused: readonly [title: string, request: InjectOptions, told: Told][] = [
  [
    "R-022 an unknown action",
    post("Action=StartRefresh&Version=2011-01-01", signed),
    {
      status: 400,
      type: "Sender",
      code: "InvalidAction",
      message: "Could not find operation StartRefresh for version 2011-01-01",
    },
  ],
  [
    "R-022 an action that is a property of every object",
    post("Action=__proto__&Version=2011-01-01", signed),
    {
      status: 400,
      code: "InvalidAction",
      message: "Could not find operation __proto__ for version 2011-01-01",
    },
  ],
  [
    "R-022 a wrong version",
    post("Action=DescribeAutoScalingGroups&Version=2010-08-01", signed),
    {
      status: 400,
      code: "InvalidAction",
      message: "Could not find operation DescribeAutoScalingGroups for version 2010-08-01",
    },
  ],
  [
    "R-022 no version",
    post("Action=DescribeAutoScalingGroups", signed),
    {
      status: 400,
      code: "InvalidAction",
      message:
        "Could not find operation DescribeAutoScalingGroups for version NO_VERSION_SPECIFIED",
    },
  ],
  [
    "R-022 an unknown action of EC2",
    post("Action=StartRefresh&Version=2016-11-15", signedEc2),
    {
      status: 400,
      code: "InvalidAction",
      message: "The action StartRefresh is not valid for this web service.",
    },
  ],
  ["R-020 no action", post("Version=2011-01-01", signed), { status: 400, code: "MissingAction" }],
  ["R-020 an empty body", post("", signed), { status: 400, code: "MissingAction" }],
  [
    "R-020 no signature",
    post(describeGroups),
    { status: 403, code: "MissingAuthenticationToken", message: "Missing Authentication Token" },
  ],
  [
    "R-020 another scheme of authorization",
    post(describeGroups, { authorization: "Basic dXNlcg==" }),
    { status: 400, code: "IncompleteSignature" },
  ],
  [
    "R-020 a credential without its scope",
    post(describeGroups, { authorization: authorization("AKIAEXAMPLE") }),
    { status: 400, code: "IncompleteSignature" },
  ],
  [
    "R-001 a JSON body",
    { method: "POST", url: "/", headers: { ...json, ...signed }, payload: "{}" },
    { status: 415, code: "UnsupportedMediaType" },
  ],
  [
    "R-001 a body above 1 MiB",
    post(`${describeGroups}&NextToken=${"x".repeat(1024 * 1024)}`, signed),
    { status: 413, code: "RequestEntityTooLarge" },
  ],
  [
    "R-001 broken percent-encoding in the body",
    post("Action=%", signed),
    { status: 400, code: "MalformedQueryString" },
  ],
  [
    "R-001 broken percent-encoding in the path",
    { method: "GET", url: "/%ZZ" },
    { status: 400, code: "MalformedInput" },
  ],
  [
    "R-001 another path",
    post(describeGroups, signed),
    { status: 404, code: "UnknownOperationException" },
  ],
  [
    "R-001 a JSON body to another path",
    { method: "POST", url: "/x", headers: { ...json, ...signed }, payload: "{}" },
    { status: 415, code: "UnsupportedMediaType" },
  ],
  [
    "R-001 a content type that cannot be read",
    { method: "POST", url: "/", headers: { "content-type": "/;=", ...signed }, payload: "a" },
    { status: 415, code: "UnsupportedMediaType" },
  ],
  [
    "R-001 another method",
    { method: "PUT", url: "/", headers: signed },
    { status: 405, code: "MethodNotAllowed" },
  ],
  [
    "R-024 R-025 a shape error",
    post("Action=StartInstanceRefresh&Version=2011-01-01", signed),
    {
      status: 400,
      type: "Sender",
      code: "ValidationError",
      message:
        "1 validation error detected: Value null at 'autoScalingGroupName' failed to satisfy" +
        " constraint: Member must not be null",
    },
  ],
  [
    "R-031 text in an integer, though a required member is missing as well,",
    post("Action=StartInstanceRefresh&Version=2011-01-01&Preferences.BakeTime=x", signed),
    { status: 400, code: "MalformedInput" },
  ],
  [
    "a missing parameter of EC2",
    post("Action=CreateKeyPair&Version=2016-11-15", signedEc2),
    { status: 400, code: "MissingParameter" },
  ],
];

function throwNothing(): never {
  throw undefined;
}

describe("requests that are refused", () => {
  it.each(refused)("%s is a readable AWS error", async (title, request, told) => {
    const moved = title.includes("another path") ? { ...request, url: "/groups?x=1" } : request;
    const answer = await send(moved, { allowUnsigned: false });
    expect(answer.told).toMatchObject(told);
    expect(answer.calls).toEqual([]);
    expect(answer.answers[0]).toMatchObject({ status: told.status, code: told.code });
  });

  it.each([
    ["the scope", post("Action=", signedEc2)],
    ["the version", post("Version=2016-11-15&Action=A")],
    ["the scope, when the body cannot be read", post("%", signedEc2)],
    ["the scope, when the path is unknown", { ...post("", signedEc2), url: "/x" }],
    ["the scope, when the body is too large", post("x".repeat(2 ** 20 + 1), signedEc2)],
  ] as const)("G-132 an error has EC2's form by %s", async (_by, request) => {
    const { body, answers } = await send(request as InjectOptions, { allowUnsigned: false });
    expect(body).toContain("<Response><Errors><Error><Code>");
    expect(answers[0]?.service).toBe("ec2");
  });

  it("R-011 an error of the emulator keeps code, message and status", async () => {
    const call = () => {
      throw validationError("You must use a valid fully-formed launch template. <x>");
    };
    const { told } = await send(post(describeGroups), { call });
    expect(told).toEqual({
      status: 400,
      type: "Sender",
      code: "ValidationError",
      message: "You must use a valid fully-formed launch template. <x>",
    });
  });

  it.each([
    ["a thrown error", () => JSON.parse("{")],
    ["an output that cannot be written", () => ({ AutoScalingGroups: [{ MinSize: Number.NaN }] })],
    ["a thrown nothing", throwNothing],
  ])("G-003 %s inside the emulator is InternalFailure", async (_what, call) => {
    const { told } = await send(post(describeGroups), { call });
    expect(told).toEqual({
      status: 500,
      type: "Receiver",
      code: "InternalFailure",
      message: "The service has encountered an internal error. We apologize for the inconvenience.",
    });
  });
});
