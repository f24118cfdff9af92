/** What goes wrong, as the AWS SDK for JavaScript shows it: classes, retries, timeouts, aborts. */
import { Agent } from "node:http";
import {
  ActiveInstanceRefreshNotFoundFault,
  AlreadyExistsFault,
  AutoScalingClient,
  AutoScalingServiceException,
  CancelInstanceRefreshCommand,
  CreateLaunchConfigurationCommand,
  CreateOrUpdateTagsCommand,
  DeleteAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  DescribeTagsCommand,
  InstanceRefreshInProgressFault,
  InvalidNextToken,
  IrreversibleInstanceRefreshFault,
  LaunchInstancesCommand,
  ResourceContentionFault,
  ResourceInUseFault,
  RollbackInstanceRefreshCommand,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CloudWatchClient,
  ResourceNotFound,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { DescribeVpnGatewaysCommand, EC2Client } from "@aws-sdk/client-ec2";
import { GetParameterCommand, ParameterNotFound, PutParameterCommand } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createGroup, launchData, type SdkClients, startSdkClients } from "./sdk-clients.ts";

let aws: SdkClients;
const group = { AutoScalingGroupName: "app" };
const describeTags = () => new DescribeTagsCommand({});

beforeAll(async () => {
  aws = await startSdkClients();
  await createGroup(aws, "app", 3);
  await aws.settled("app");
});
afterEach(() => aws.control("faults", undefined, "DELETE"));
afterAll(() => aws.close());

const fault = (members: object) => aws.control("faults", { kind: "api", ...members });
const faultOfTags = (members: object) => fault({ operation: "DescribeTags", ...members });

/** A client that tries again, at once. */
function retrying(settings: object = {}) {
  const configuration = { ...aws.configuration, maxAttempts: 3, ...settings };
  return new AutoScalingClient(configuration);
}

const refusal = (sent: Promise<unknown>) =>
  sent.then(
    () => new Error("it was accepted"),
    (error: AutoScalingServiceException) => error,
  );

describe("exceptions are of the SDK's classes", () => {
  test("InstanceRefreshInProgressFault, with its name, text, status and request id", async () => {
    await aws.asg.send(new StartInstanceRefreshCommand(group));
    const error = await refusal(aws.asg.send(new StartInstanceRefreshCommand(group)));
    expect(error).toBeInstanceOf(InstanceRefreshInProgressFault);
    expect(error).toBeInstanceOf(AutoScalingServiceException);
    expect(error).toMatchObject({
      name: "InstanceRefreshInProgressFault",
      $fault: "client",
      $metadata: { httpStatusCode: 400, requestId: expect.any(String), attempts: 1 },
      message: expect.stringContaining("already in progress"),
    });
  });

  test("IrreversibleInstanceRefreshFault and ActiveInstanceRefreshNotFoundFault", async () => {
    await aws.advance("30s");
    const rollback = await refusal(aws.asg.send(new RollbackInstanceRefreshCommand(group)));
    expect(rollback).toBeInstanceOf(IrreversibleInstanceRefreshFault);
    await aws.asg.send(new CancelInstanceRefreshCommand(group));
    await aws.settled("app");
    const cancel = await refusal(aws.asg.send(new CancelInstanceRefreshCommand(group)));
    expect(cancel).toBeInstanceOf(ActiveInstanceRefreshNotFoundFault);
  });

  test("AlreadyExistsFault, ResourceInUseFault and InvalidNextToken", async () => {
    const launch = { LaunchConfigurationName: "twice", ...launchData };
    await aws.asg.send(new CreateLaunchConfigurationCommand(launch));
    const again = await refusal(aws.asg.send(new CreateLaunchConfigurationCommand(launch)));
    expect(again).toBeInstanceOf(AlreadyExistsFault);
    const inUse = await refusal(aws.asg.send(new DeleteAutoScalingGroupCommand(group)));
    expect(inUse).toBeInstanceOf(ResourceInUseFault);
    const token = new DescribeTagsCommand({ NextToken: "made-up" });
    expect(await refusal(aws.asg.send(token))).toBeInstanceOf(InvalidNextToken);
  });

  test("ResourceContentionFault is the server's, and asks for a retry", async () => {
    await faultOfTags({ error: "ResourceContention", status: 500, message: "of the test" });
    const error = await refusal(aws.asg.send(describeTags()));
    expect(error).toBeInstanceOf(ResourceContentionFault);
    expect(error).toMatchObject({ $fault: "server", message: "of the test" });
  });

  test("a code that the model does not know keeps its name", async () => {
    const unknown = new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: "no" });
    const error = await refusal(aws.asg.send(unknown));
    expect(error).toBeInstanceOf(AutoScalingServiceException);
    expect(error).toMatchObject({ name: "ValidationError", message: expect.stringMatching(/not/) });
  });

  test("ResourceNotFound of CloudWatch and ParameterNotFound of SSM", async () => {
    const state = { AlarmName: "no", StateValue: "OK", StateReason: "of the test" } as const;
    const noAlarm = await refusal(aws.cloudwatch.send(new SetAlarmStateCommand(state)));
    expect(noAlarm).toBeInstanceOf(ResourceNotFound);
    const noParameter = await refusal(aws.ssm.send(new GetParameterCommand({ Name: "no" })));
    expect(noParameter).toBeInstanceOf(ParameterNotFound);
  });
});

describe("retries", () => {
  const errors = [
    "Throttling",
    "ThrottlingException",
    "RequestLimitExceeded",
    "InternalFailure",
    "ServiceUnavailable",
  ];

  test.each(errors)("%s is tried again, and the answer says how often", async (error) => {
    await faultOfTags({ error, count: 1 });
    const client = retrying();
    const { $metadata } = await client.send(describeTags());
    expect($metadata).toMatchObject({ attempts: 2, httpStatusCode: 200 });
    client.destroy();
  });

  test("the adaptive mode comes through throttling too", async () => {
    await faultOfTags({ error: "Throttling", count: 1 });
    const client = retrying({ retryMode: "adaptive" });
    const { $metadata } = await client.send(describeTags());
    expect($metadata.attempts).toBe(2);
    client.destroy();
  });

  test("after the last attempt Throttling reaches the caller", async () => {
    await faultOfTags({ error: "Throttling" });
    const client = retrying({ maxAttempts: 2 });
    const error = await refusal(client.send(describeTags()));
    expect(error).toMatchObject({ name: "Throttling", $metadata: { attempts: 2 } });
    expect((await aws.control("faults", undefined, "GET")).faults[0].fired).toBe(2);
    client.destroy();
  });

  test("NotImplemented and a ValidationError are not tried again", async () => {
    const ec2 = new EC2Client({ ...aws.configuration, maxAttempts: 3 });
    const missing = await refusal(ec2.send(new DescribeVpnGatewaysCommand({})));
    expect(missing).toMatchObject({ name: "NotImplemented", $metadata: { attempts: 1 } });
    ec2.destroy();
    const client = retrying();
    const unknown = new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: "no" });
    expect(await refusal(client.send(unknown))).toMatchObject({ $metadata: { attempts: 1 } });
    client.destroy();
  });

  test("a dropped connection is tried again", async () => {
    await faultOfTags({ dropConnection: "before", count: 1 });
    const client = retrying();
    expect((await client.send(describeTags())).$metadata.attempts).toBe(2);
    client.destroy();
  });

  test("a lost answer is answered again: the client token of the SDK makes it safe", async () => {
    await fault({ operation: "LaunchInstances", dropConnection: "after", count: 1 });
    const client = retrying();
    const one = { ...group, RequestedCapacity: 1, AvailabilityZones: ["us-east-1a"] };
    const launched = await client.send(new LaunchInstancesCommand({ ...one, ClientToken: "once" }));
    expect(launched.$metadata.attempts).toBe(2);
    await aws.settled("app");
    const answer = await client.send(new DescribeAutoScalingGroupsCommand({}));
    expect(answer.AutoScalingGroups?.[0]?.Instances).toHaveLength(4);
    client.destroy();
  });
});

describe("time", () => {
  test("an aborted call ends at once, and the next one is answered", async () => {
    await faultOfTags({ latencyMilliseconds: 5000, count: 1 });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    const since = performance.now();
    const sent = aws.asg.send(describeTags(), { abortSignal: abort.signal });
    expect(await refusal(sent)).toMatchObject({ name: "AbortError" });
    expect(performance.now() - since).toBeLessThan(4000);
    expect((await aws.asg.send(describeTags())).Tags).toEqual([]);
  });

  test("a request timeout ends a late call, and a retry gets its answer", async () => {
    await faultOfTags({ latencyMilliseconds: 5000, count: 1 });
    const requestHandler = { requestTimeout: 300, throwOnRequestTimeout: true };
    const client = retrying({ requestHandler });
    const { $metadata } = await client.send(describeTags());
    expect($metadata.attempts).toBe(2);
    client.destroy();
  });

  test("a late answer of one call does not hold up the others", async () => {
    await faultOfTags({ latencyMilliseconds: 1500, count: 1 });
    const order: string[] = [];
    const late = aws.asg.send(describeTags()).then(() => order.push("late"));
    const quick = aws.asg
      .send(new DescribeAutoScalingGroupsCommand({}))
      .then(() => order.push("quick"));
    await Promise.all([late, quick]);
    expect(order).toEqual(["quick", "late"]);
  });
});

describe("connections and requests", () => {
  test("one kept connection carries call after call", async () => {
    const httpAgent = new Agent({ keepAlive: true, maxSockets: 1 });
    const client = retrying({ requestHandler: { httpAgent } });
    let sockets = 0;
    httpAgent.on("free", () => {
      sockets = Object.values(httpAgent.freeSockets).flat().length;
    });
    for (let call = 0; call < 20; call += 1) await client.send(describeTags());
    await Promise.all(Array.from({ length: 20 }, () => client.send(describeTags())));
    expect(sockets).toBeLessThanOrEqual(1);
    client.destroy();
  });

  test("a hundred calls at once are all answered", async () => {
    const calls = Array.from({ length: 100 }, () => aws.asg.send(describeTags()));
    const ids = (await Promise.all(calls)).map(({ $metadata }) => $metadata.requestId);
    expect(new Set(ids).size).toBe(100);
  });

  test("a compressed request of CloudWatch is read", async () => {
    const { PutMetricDataCommand } = await import("@aws-sdk/client-cloudwatch");
    const compressing = { requestMinCompressionSizeBytes: 1, disableRequestCompression: false };
    const client = new CloudWatchClient({ ...aws.configuration, ...compressing });
    const MetricData = [{ MetricName: "Errors", Value: 1, Unit: "Count" as const }];
    const put = new PutMetricDataCommand({ Namespace: "shop", MetricData });
    expect((await client.send(put)).$metadata.httpStatusCode).toBe(200);
    client.destroy();
  });

  test("a body that is announced by Expect: 100-continue is waited for", async () => {
    const client = retrying();
    client.middlewareStack.add(
      (next) => (args) => {
        const { request } = args as { readonly request: { headers: Record<string, string> } };
        request.headers.expect = "100-continue";
        return next(args);
      },
      { step: "build" },
    );
    const Value = "x".repeat(200);
    const tag = { ResourceId: "app", ResourceType: "auto-scaling-group", Key: "long", Value };
    await client.send(new CreateOrUpdateTagsCommand({ Tags: [tag] }));
    const filter = { Name: "key", Values: ["long"] };
    const { Tags } = await client.send(new DescribeTagsCommand({ Filters: [filter] }));
    expect(Tags?.map((one) => one.Value)).toEqual([Value]);
    client.destroy();
  });

  test("a session token, another account and another region are told apart", async () => {
    const credentials = { accessKeyId: "123456789012", secretAccessKey: "s", sessionToken: "t" };
    const elsewhere = { ...aws.configuration, credentials, region: "eu-west-1" };
    const sts = new STSClient(elsewhere);
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe("123456789012");
    sts.destroy();
    const client = new AutoScalingClient(elsewhere);
    const answer = await client.send(new DescribeAutoScalingGroupsCommand({}));
    expect(answer.AutoScalingGroups).toEqual([]);
    client.destroy();
  });

  test("times are Dates, and texts of all scripts come back", async () => {
    const Value = "Grüße, 東京 🚀 <&\"'> \\ %20 + = ;\r\nend";
    const parameter = { Name: "/text", Value, Type: "String" } as const;
    await aws.ssm.send(new PutParameterCommand(parameter));
    const { Parameter } = await aws.ssm.send(new GetParameterCommand({ Name: "/text" }));
    expect(Parameter).toMatchObject({ Value, LastModifiedDate: expect.any(Date) });
    const { AutoScalingGroups } = await aws.asg.send(new DescribeAutoScalingGroupsCommand({}));
    expect(AutoScalingGroups?.[0]?.CreatedTime).toBeInstanceOf(Date);
  });
});
