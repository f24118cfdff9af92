/** The policies of a classic load balancer, which has none, through the real SDK. */
import {
  CreateLoadBalancerCommand,
  DescribeLoadBalancerPoliciesCommand,
  type DescribeLoadBalancerPoliciesCommandInput,
} from "@aws-sdk/client-elastic-load-balancing";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { refusalOf } from "../../support/refusal.ts";

const { elb } = await startEmulator();
const LoadBalancerName = "front";
await elb.send(
  new CreateLoadBalancerCommand({
    LoadBalancerName,
    AvailabilityZones: ["us-east-1a"],
    Listeners: [{ Protocol: "HTTP", LoadBalancerPort: 80, InstancePort: 80 }],
  }),
);
const policies = (input: DescribeLoadBalancerPoliciesCommandInput) =>
  elb.send(new DescribeLoadBalancerPoliciesCommand(input));

test("a load balancer has no policies", async () => {
  expect((await policies({ LoadBalancerName })).PolicyDescriptions).toEqual([]);
});

describe("what is not there is refused", () => {
  const refused: [string, DescribeLoadBalancerPoliciesCommandInput, object][] = [
    ["a load balancer", { LoadBalancerName: "none" }, { code: "LoadBalancerNotFound" }],
    [
      "a policy",
      { LoadBalancerName, PolicyNames: ["sticky"] },
      {
        code: "PolicyNotFound",
        message: "There is no policy with name sticky for load balancer front",
      },
    ],
    ["AWS's samples", {}, { code: "NotImplemented", status: 501 }],
  ];
  test.each(refused)("%s", async (_, input, expected) => {
    expect(await refusalOf(policies(input))).toMatchObject({ status: 400, ...expected });
  });
});
