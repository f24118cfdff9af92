/** What arrives at the emulator, from bytes to a call and its log line. */

import { describe, expect, it } from "vitest";
import { ServiceError } from "../../src/model/faults.ts";
import { serviceModel, serviceNames } from "../../src/model/shapes.ts";
import { recognition } from "../../src/wire/route.ts";
import { describeGroups, post, presigned, scope, send } from "./send.ts";

describe("requests that are calls", () => {
  it("R-001 a POST of a form and a GET of a query string are the same call", async () => {
    const posted = await send(post(`${describeGroups}&MaxRecords=5`));
    const got = await send({ method: "GET", url: `/?${describeGroups}&MaxRecords=5` });
    expect(posted.told.status).toBe(200);
    expect(posted.call).toMatchObject({
      service: "autoscaling",
      operation: "DescribeAutoScalingGroups",
      input: { MaxRecords: 5 },
    });
    expect(got.call).toEqual(posted.call);
  });

  it("R-001 parameters of query string and body count together, the former first", async () => {
    const request = { ...post("Version=1&MaxRecords=5"), url: `/?${describeGroups}` };
    expect((await send(request)).call?.input).toEqual({ MaxRecords: 5 });
  });

  it("R-002 service and region come from the credential scope", async () => {
    const { call } = await send(post(describeGroups, { authorization: scope("autoscaling") }));
    expect(call?.caller).toMatchObject({ region: "eu-west-3", account: "000000000000" });
  });

  it("R-002 an access key of twelve digits is the account", async () => {
    const headers = { authorization: scope("autoscaling", "210987654321") };
    expect((await send(post(describeGroups, headers))).call?.caller.account).toBe("210987654321");
  });

  it("R-002 X-Amz-Credential of a presigned request counts too", async () => {
    const credential = "111122223333/20260101/ap-south-1/autoscaling/aws4_request";
    const url = `/?${describeGroups}&${presigned(credential)}`;
    const { call } = await send({ method: "GET", url }, { allowUnsigned: false });
    expect(call?.caller).toMatchObject({ account: "111122223333", region: "ap-south-1" });
  });

  it("R-002 without a scope the Version decides the service, and defaults the caller", async () => {
    const { call } = await send(post("Action=DescribeVpcs&Version=2016-11-15"));
    expect(call).toMatchObject({
      service: "ec2",
      caller: { account: "000000000000", region: "us-east-1" },
    });
  });

  it("R-010 the emulator sees the request id of the answer", async () => {
    const { call, body } = await send(post(describeGroups));
    expect(body).toContain(`<RequestId>${call?.caller.requestId}</RequestId>`);
  });

  it("an operation of EC2 without shapes reaches the emulator, which refuses it", async () => {
    const refuse = () => {
      throw new ServiceError("NotImplemented", "CreateVpc is not emulated.", 501);
    };
    const { told } = await send(post("Action=CreateVpc&Version=2016-11-15"), { call: refuse });
    expect(told).toMatchObject({ status: 501, code: "NotImplemented" });
  });

  it("R-001 a form without a content type is read as a form", async () => {
    const { told } = await send({ method: "POST", url: "/", payload: describeGroups, headers: {} });
    expect(told.status).toBe(200);
  });
});

describe("the log and the routing table", () => {
  it("one answer is one line with service, action, group, status and time", async () => {
    const body = "Action=StartInstanceRefresh&Version=2011-01-01&AutoScalingGroupName=my-asg";
    const { answers } = await send(post(body));
    expect(answers).toEqual([
      {
        service: "autoscaling",
        isByFault: false,
        action: "StartInstanceRefresh",
        group: "my-asg",
        status: 200,
        milliseconds: expect.any(Number),
        userAgent: "lightMyRequest",
      },
    ]);
    expect(answers[0]?.milliseconds).toBeGreaterThan(0);
  });

  it.each(serviceNames)("R-002 %s is recognised by what its model says", (service) => {
    const { signingName, apiVersion, targetPrefix } = serviceModel(service);
    expect(recognition[service]).toEqual({ signingName, apiVersion, targetPrefix });
  });
});
