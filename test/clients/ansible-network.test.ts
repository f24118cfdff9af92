/** Ansible and a network of one's own, with a classic load balancer in front of a group. */
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { EC2 } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancing } from "@aws-sdk/client-elastic-load-balancing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ansible, isWithoutAnsible, startAnsible } from "./ansible.ts";

describe.skipIf(isWithoutAnsible)("Ansible and a network of one's own", () => {
  let ansible: Ansible;

  beforeAll(async () => {
    ansible = await startAnsible(["--speed", "60", "--seed", "ansible"]);
  });
  afterAll(() => ansible?.close());

  test("it is made with a group behind a classic load balancer", async () => {
    expect(await ansible.changedBy("network.yml")).toHaveLength(8);
    const balancing = new ElasticLoadBalancing(ansible.configuration);
    const { InstanceStates } = await balancing.describeInstanceHealth({
      LoadBalancerName: "depot",
    });
    expect(InstanceStates?.map(({ State }) => State)).toEqual(["InService", "InService"]);
  });

  test("nothing changes when it is made again", async () => {
    expect(await ansible.changedBy("network.yml")).toEqual([]);
  });

  test("it is removed, and only the default VPC remains", async () => {
    expect(await ansible.changedBy("network-teardown.yml")).toHaveLength(8);
    const ec2 = new EC2(ansible.configuration);
    const { Vpcs } = await ec2.describeVpcs({});
    expect(Vpcs?.map(({ IsDefault }) => IsDefault)).toEqual([true]);
    expect((await ec2.describeSecurityGroups({})).SecurityGroups).toHaveLength(1);
    expect((await ec2.describeLaunchTemplates({})).LaunchTemplates).toEqual([]);
    const balancing = new ElasticLoadBalancing(ansible.configuration);
    expect((await balancing.describeLoadBalancers({})).LoadBalancerDescriptions).toEqual([]);
    const autoScaling = new AutoScaling(ansible.configuration);
    expect((await autoScaling.describeAutoScalingGroups({})).AutoScalingGroups).toEqual([]);
  });
});
