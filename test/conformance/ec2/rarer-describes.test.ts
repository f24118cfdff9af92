/** The rarer questions that clients ask EC2, through the real SDK. */
import {
  DescribeInstanceAttributeCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeKeyPairsCommand,
  type InstanceAttributeName,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { refusalOf } from "../../support/refusal.ts";

const { ec2 } = await startEmulator();

describe("DescribeInstanceTypeOfferings", () => {
  const offered = async (LocationType: "region" | "availability-zone" | undefined) => {
    const Filters = [{ Name: "instance-type", Values: ["t3.micro"] }];
    const input = { Filters, ...(LocationType && { LocationType }) };
    const answer = await ec2.send(new DescribeInstanceTypeOfferingsCommand(input));
    return answer.InstanceTypeOfferings?.map(({ Location }) => Location);
  };
  test("a type is offered in the region, and in each of its zones", async () => {
    expect(await offered(undefined)).toEqual(["us-east-1"]);
    const zones = ["a", "b", "c", "d", "e", "f"].map((letter) => `us-east-1${letter}`);
    expect(await offered("availability-zone")).toEqual(zones);
  });
});

describe("key pairs", () => {
  test("are none at first, and one that is asked for by name does not exist", async () => {
    expect((await ec2.send(new DescribeKeyPairsCommand({}))).KeyPairs ?? []).toEqual([]);
    const key = ec2.send(new DescribeKeyPairsCommand({ KeyNames: ["deploy"] }));
    expect(await refusalOf(key)).toEqual({
      code: "InvalidKeyPair.NotFound",
      message: "The key pair 'deploy' does not exist",
      status: 400,
    });
  });
});

describe("DescribeInstanceAttribute", async () => {
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: "ami-00000001",
      InstanceType: "t3.nano",
      MinCount: 1,
      MaxCount: 1,
      UserData: "aGk=",
    }),
  );
  const InstanceId = Instances?.[0]?.InstanceId ?? "";
  const ask = async (Attribute: InstanceAttributeName) => {
    const command = new DescribeInstanceAttributeCommand({ InstanceId, Attribute });
    const { $metadata: _, InstanceId: __, ...answer } = await ec2.send(command);
    return answer;
  };
  const attributes: [InstanceAttributeName, object][] = [
    ["instanceType", { InstanceType: { Value: "t3.nano" } }],
    ["userData", { UserData: { Value: "aGk=" } }],
    ["disableApiTermination", { DisableApiTermination: { Value: false } }],
    ["instanceInitiatedShutdownBehavior", { InstanceInitiatedShutdownBehavior: { Value: "stop" } }],
    ["sourceDestCheck", { SourceDestCheck: { Value: true } }],
    ["rootDeviceName", { RootDeviceName: { Value: "/dev/xvda" } }],
    ["groupSet", { Groups: [{ GroupName: "default" }] }],
    ["blockDeviceMapping", { BlockDeviceMappings: [{ DeviceName: "/dev/xvda" }] }],
  ];
  test.each(attributes)("%s is what the launch said, or EC2's default", async (name, expected) => {
    expect(await ask(name)).toMatchObject(expected);
  });

  test("an unknown instance and an attribute that is not emulated are refused", async () => {
    const input = { InstanceId: "i-00000000000000000", Attribute: "userData" } as const;
    const unknown = ec2.send(new DescribeInstanceAttributeCommand(input));
    expect(await refusalOf(unknown)).toMatchObject({ code: "InvalidInstanceID.NotFound" });
    expect(await refusalOf(ask("kernel"))).toMatchObject({ code: "NotImplemented", status: 501 });
  });
});
