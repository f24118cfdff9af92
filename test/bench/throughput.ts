/** Requests a second for DescribeAutoScalingGroups of one group of three, beside the same bytes. */
import autocannon from "autocannon";
import {
  residentMebibytes,
  type ServerProcess,
  startAsgLocal,
  startBareFastify,
  stop,
} from "./processes.ts";
import type { BenchmarkCase, Row } from "./report.ts";

const seconds = 5;

/** The form of a signed request; signatures are not verified, so any will do. */
const headers = {
  "content-type": "application/x-www-form-urlencoded; charset=utf-8",
  authorization:
    "AWS4-HMAC-SHA256 Credential=test/20260301/us-east-1/autoscaling/aws4_request, " +
    `SignedHeaders=content-type;host;x-amz-date, Signature=${"0".repeat(64)}`,
  "x-amz-date": "20260301T120000Z",
};

const form = (parameters: Readonly<Record<string, string>>) =>
  new URLSearchParams({ Version: "2011-01-01", ...parameters }).toString();
const describeGroups = form({ Action: "DescribeAutoScalingGroups" });

export const throughput: BenchmarkCase = {
  name: "throughput",
  run: async () => {
    const ours = await startAsgLocal("--timing", "instant");
    await createGroupOfThree(ours.endpoint);
    const bare = await startBareFastify(await post(ours.endpoint, describeGroups));
    const rows = [];
    for (const connections of [1, 32]) rows.push(await compared(ours, bare, connections));
    const mebibytes = residentMebibytes(ours).toFixed(0);
    await Promise.all([ours, bare].map(stop));
    return [...rows, { what: "resident memory after it", asgLocal: `${mebibytes} MiB`, ...noAim }];
  },
};

const noAim = { bare: "", aim: "" };

async function compared(
  ours: ServerProcess,
  bare: ServerProcess,
  connections: number,
): Promise<Row> {
  const bareRate = await requestsPerSecond(bare.endpoint, connections);
  const ourRate = await requestsPerSecond(ours.endpoint, connections);
  return {
    what: `requests a second, ${connections} connection${connections === 1 ? "" : "s"}`,
    asgLocal: ourRate.toFixed(0),
    bare: bareRate.toFixed(0),
    aim: `at least 40 %: ${((100 * ourRate) / bareRate).toFixed(0)} %`,
  };
}

/** The servers have their own processes, so this one may use its thread for the load. */
async function requestsPerSecond(url: string, connections: number): Promise<number> {
  const load = { url, method: "POST", headers, body: describeGroups, connections } as const;
  await autocannon({ ...load, duration: 1 });
  const { requests, errors, non2xx } = await autocannon({ ...load, duration: seconds });
  if (errors + non2xx > 0) throw new Error(`${errors} errors, ${non2xx} answers other than 2xx`);
  return requests.average;
}

async function createGroupOfThree(endpoint: string): Promise<void> {
  const launch = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.micro" };
  await post(
    endpoint,
    form({ Action: "CreateLaunchConfiguration", LaunchConfigurationName: "web", ...launch }),
  );
  await post(
    endpoint,
    form({
      Action: "CreateAutoScalingGroup",
      AutoScalingGroupName: "web",
      MinSize: "3",
      MaxSize: "3",
      LaunchConfigurationName: "web",
      "AvailabilityZones.member.1": "us-east-1a",
    }),
  );
  const answer = await post(endpoint, describeGroups);
  const count = answer.match(/<InstanceId>/g)?.length;
  if (count !== 3) throw new Error(`${count} instances instead of 3 in: ${answer}`);
}

async function post(url: string, body: string): Promise<string> {
  const answer = await fetch(url, { method: "POST", headers, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
