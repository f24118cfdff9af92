/** Calls of EC2 and CloudWatch: to which host, signed for whom, and how refusals are read. */
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { describeVersions } from "../../src/undo/ec2-calls.ts";
import { QueryError, queryCall } from "../../src/undo/query-call.ts";

interface Sent {
  readonly protocol: string;
  readonly hostname: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A client whose requests go nowhere: each gets this answer and is noted. */
function noting(region: string, answer: { readonly status: number; readonly text: string }) {
  const sent: Sent[] = [];
  const client = new AutoScalingClient({
    region,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    requestHandler: {
      handle: async (request: Sent) => {
        sent.push(request);
        const body = new Blob([answer.text]).stream();
        return { response: { statusCode: answer.status, headers: {}, body } };
      },
    } as never,
  });
  return { sent, client };
}

const ec2 = { signingName: "ec2", host: "ec2", version: "2016-11-15" };
const cloudWatch = { signingName: "monitoring", host: "monitoring", version: "2010-08-01" };

test.each([
  ["us-east-1", ec2, "ec2.us-east-1.amazonaws.com"],
  ["us-east-1", cloudWatch, "monitoring.us-east-1.amazonaws.com"],
  ["cn-north-1", ec2, "ec2.cn-north-1.amazonaws.com.cn"],
] as const)("at AWS, of %s: %j at %s (U-071)", async (region, service, host) => {
  const { sent, client } = noting(region, { status: 200, text: "<DescribeResponse/>" });
  await queryCall(client)(service, "DescribeSomething", { "Name.1": "a b" });
  expect(sent).toMatchObject([{ protocol: "https:", hostname: host, path: "/" }]);
  const [request] = sent;
  const scope = `${region}/${service.signingName}/aws4_request`;
  expect(request?.headers.authorization).toContain(scope);
  expect(request?.body).toBe(`Action=DescribeSomething&Version=${service.version}&Name.1=a+b`);
});

const refusalOfEc2 =
  "<Response><Errors><Error><Code>InvalidLaunchTemplateId.NotFound</Code>" +
  "<Message>no such template</Message></Error></Errors></Response>";
const refusalOfCloudWatch =
  "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>" +
  "<Message>not you</Message></Error></ErrorResponse>";

test.each([
  ["EC2", refusalOfEc2, "InvalidLaunchTemplateId.NotFound", "no such template"],
  ["CloudWatch", refusalOfCloudWatch, "AccessDenied", "not you"],
  ["something that is no service", "<html/>", "502", "no reason given"],
] as const)("a refusal of %s has its code and text", async (_, text, code, message) => {
  const { client } = noting("us-east-1", { status: 502, text });
  const refused = queryCall(client)(ec2, "DescribeSomething", {});
  await expect(refused).rejects.toBeInstanceOf(QueryError);
  await expect(refused).rejects.toMatchObject({ code, message });
});

test("a deleted template has no versions, and a refused one is unknown", async () => {
  const template = { LaunchTemplateId: "lt-1" };
  const gone = noting("us-east-1", { status: 400, text: refusalOfEc2 });
  const { versions } = await describeVersions(queryCall(gone.client), [template]);
  expect([...(versions ?? [])]).toEqual([["lt-1", []]]);
  const refused = noting("us-east-1", { status: 403, text: refusalOfCloudWatch });
  expect(await describeVersions(queryCall(refused.client), [template])).toEqual({
    versions: undefined,
    problem: "not you",
  });
});
