/** Answers that are given again are those that would be made anew, after every step of a story. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ServiceName, serviceModel } from "../../src/model/shapes.ts";
import { isRead } from "../../src/wire/presigned.ts";
import { recognition } from "../../src/wire/route.ts";
import { account, type Input, regionName } from "../support/in-process.ts";
import { wireApp } from "../wire/server.ts";
import { anyStory, opening, player } from "./workload.ts";

const services = ["autoscaling", "ec2", "elbv2", "elb", "cloudwatch"] as const;

interface Read {
  readonly service: ServiceName;
  readonly operation: string;
  readonly members?: Readonly<Record<string, string>>;
}

const whole: readonly Read[] = services.flatMap((service) =>
  [...serviceModel(service).operations.keys()]
    .filter(isRead)
    .map((operation) => ({ service, operation })),
);

const ofGroup: readonly Read[] = [
  "DescribeInstanceRefreshes",
  "DescribeScalingActivities",
  "DescribeLoadBalancers",
  "DescribeLoadBalancerTargetGroups",
  "DescribeTrafficSources",
].flatMap((operation) =>
  ["web", "api"].map((AutoScalingGroupName) => ({
    service: "autoscaling" as const,
    operation,
    members: { AutoScalingGroupName },
  })),
);

/** What shows more or less as time passes, though nothing happens. */
const byTime = [
  "autoscaling DescribeInstanceRefreshes",
  "autoscaling DescribeScalingActivities",
  "autoscaling DescribeLoadBalancers",
  "autoscaling DescribeLoadBalancerTargetGroups",
  "autoscaling DescribeTrafficSources",
  "ec2 DescribeInstances",
  "ec2 DescribeInstanceStatus",
  "elb DescribeInstanceHealth",
  "elb DescribeLoadBalancers",
  "elbv2 DescribeLoadBalancers",
  "elbv2 DescribeTargetHealth",
];

function requestOf({ service, operation, members }: Read) {
  const { signingName, apiVersion } = recognition[service];
  const scope = `${account}/20260101/${regionName}/${signingName}/aws4_request`;
  return {
    method: "POST",
    url: "/",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`,
    },
    payload: String(new URLSearchParams({ Action: operation, Version: apiVersion, ...members })),
  } as const;
}

/** Two doors to one world: one that keeps what stands, and one that makes every answer anew. */
function twoDoors(story: Parameters<typeof player>[0]) {
  const { emulator, play, ask, move } = player(story, "kept");
  for (const call of opening) ask(call);
  const targetGroup = balanced(ask);
  const reads = [
    ...whole,
    ...ofGroup,
    {
      service: "elb" as const,
      operation: "DescribeInstanceHealth",
      members: { LoadBalancerName: "front" },
    },
    {
      service: "elbv2" as const,
      operation: "DescribeTargetHealth",
      members: { TargetGroupArn: targetGroup },
    },
  ];
  const runs: Record<"keeping" | "anew", string[]> = { keeping: [], anew: [] };
  const door = (name: keyof typeof runs) =>
    wireApp({
      allowUnsigned: false,
      faultFor: emulator.faultFor,
      standing: name === "keeping" ? emulator : undefined,
      call: (call) => {
        const output = emulator.call(call);
        // What is refused never stands.
        runs[name].push(`${call.service} ${call.operation}`);
        return output;
      },
    });
  return { keeping: door("keeping"), anew: door("anew"), play, move, reads, runs };
}

/** Gives the group a target group behind a listener, and returns the target group's ARN. */
function balanced(ask: ReturnType<typeof player>["ask"]): string {
  const elbv2 = (operation: string, input: Input) => ask({ service: "elbv2", operation, input });
  const arnIn = (answer: string, name: string) =>
    new RegExp(`<${name}>([^<]*)`).exec(answer)?.[1] ?? answer;
  const { VpcId, SubnetIds } = network(ask);
  const made = elbv2("CreateTargetGroup", { Name: "web", Protocol: "HTTP", Port: 80, VpcId });
  const targetGroup = arnIn(made, "TargetGroupArn");
  const balancer = elbv2("CreateLoadBalancer", { Name: "web", Subnets: SubnetIds });
  const listener = elbv2("CreateListener", {
    LoadBalancerArn: arnIn(balancer, "LoadBalancerArn"),
    Protocol: "HTTP",
    Port: 80,
    DefaultActions: [{ Type: "forward", TargetGroupArn: targetGroup }],
  });
  expect(listener).toContain("<ListenerArn>");
  const attached = { AutoScalingGroupName: "web", TargetGroupARNs: [targetGroup] };
  ask({
    service: "autoscaling",
    operation: "AttachLoadBalancerTargetGroups",
    input: attached,
  });
  return targetGroup;
}

function network(ask: ReturnType<typeof player>["ask"]) {
  const answer = ask({ service: "ec2", operation: "DescribeSubnets", input: {} });
  const SubnetIds = [...answer.matchAll(/<subnetId>([^<]*)/g)].map(([, id]) => id).slice(0, 2);
  return { VpcId: /<vpcId>([^<]*)/.exec(answer)?.[1], SubnetIds };
}

async function differences(doors: ReturnType<typeof twoDoors>): Promise<readonly string[]> {
  const different: string[] = [];
  for (const read of doors.reads) {
    const [kept, fresh] = await Promise.all(
      [doors.keeping, doors.anew].map((door) => door.inject(requestOf(read))),
    );
    const isSame =
      kept?.body === fresh?.body &&
      kept?.statusCode === fresh?.statusCode &&
      kept?.headers["content-type"] === fresh?.headers["content-type"];
    if (!isSame) different.push(`${read.service} ${read.operation}`);
  }
  return different;
}

/** After each of them everything is asked for, twice. */
const mostSteps = 12;

/** Seconds that pass after each of them. */
const pauses = [0.2, 7, 3600];

const lengths = ({ keeping, anew }: Readonly<Record<"keeping" | "anew", readonly string[]>>) => ({
  keeping: keeping.length,
  anew: anew.length,
});

describe("answers that stand", () => {
  test("are those that would be made anew, whatever has happened", async () => {
    const ran = { keeping: 0, anew: 0 };
    const stood = new Set<string>();
    const asked = fc.asyncProperty(anyStory, async ({ steps, ...story }) => {
      const doors = twoDoors(story);
      for (const [nth, step] of steps.slice(0, mostSteps).entries()) {
        doors.play(step);
        expect(await differences(doors), step.what).toEqual([]);
        // Mostly nothing happens meanwhile, but what counts down or comes to its end.
        const seconds = pauses[nth % pauses.length] ?? 0;
        const before = lengths(doors.runs);
        doors.move(seconds);
        expect(await differences(doors), `${seconds} s after ${step.what}`).toEqual([]);
        const again = new Set(doors.runs.keeping.slice(before.keeping));
        const answered = doors.runs.anew.slice(before.anew);
        for (const read of answered) if (!again.has(read)) stood.add(read);
      }
      // Nothing has happened since, so that what stands is not run again.
      const before = lengths(doors.runs);
      expect(await differences(doors)).toEqual([]);
      ran.keeping += doors.runs.keeping.length - before.keeping;
      ran.anew += doors.runs.anew.length - before.anew;
      await Promise.all([doors.keeping.close(), doors.anew.close()]);
    });
    await fc.assert(asked, { seed: 20261127, numRuns: 6 });
    expect(ran.keeping).toBeLessThan(ran.anew / 3);
    expect(byTime.filter((read) => !stood.has(read))).toEqual([]);
  });
});
