/** The network in snapshots: only what callers made or changed of it is stored. */
import { describe, expect, test } from "vitest";
import { subnetsOf, vpcsOf } from "../../src/domain/network-records.ts";
import { type InProcess, inProcess } from "../support/in-process.ts";

const make = (story: InProcess, CidrBlock: string) =>
  (story.call("ec2", "CreateVpc", { CidrBlock }).Vpc as { VpcId: string }).VpcId;

describe("EC2's records", () => {
  test("reading the default network stores nothing", () => {
    const story = inProcess();
    for (const operation of ["DescribeVpcs", "DescribeSubnets", "DescribeSecurityGroups"]) {
      story.call("ec2", operation, {});
    }
    expect(story.emulator.world.regions.size).toBe(0);
  });

  test("what callers made is in the snapshot, and ids go on where they were", () => {
    const story = inProcess();
    const VpcId = make(story, "10.0.0.0/16");
    story.call("ec2", "CreateSubnet", { VpcId, CidrBlock: "10.0.1.0/24" });
    const [first] = subnetsOf(story.region());
    story.call("ec2", "DeleteSubnet", { SubnetId: first?.id });
    const copy = inProcess({ seed: "another" });
    copy.emulator.restore(JSON.parse(JSON.stringify(story.emulator.snapshot())));
    expect(copy.region().ec2Records).toEqual(story.region().ec2Records);
    expect(vpcsOf(copy.region()).map(({ id }) => id)).toContain(VpcId);
    expect(subnetsOf(copy.region()).map(({ id }) => id)).not.toContain(first?.id);
    expect(make(copy, "10.1.0.0/16")).toBe(make(story, "10.1.0.0/16"));
  });

  test("drawing their ids shifts no others", () => {
    const [plain, networked] = [inProcess(), inProcess()];
    make(networked, "10.0.0.0/16");
    const run = (story: InProcess) => {
      const input = { ImageId: "ami-00000001", MinCount: 1, MaxCount: 1 };
      const { Instances } = story.call("ec2", "RunInstances", input);
      return (Instances as { InstanceId: string }[])[0]?.InstanceId;
    };
    expect(run(networked)).toBe(run(plain));
  });
});
