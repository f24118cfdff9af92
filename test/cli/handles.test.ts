/** Without a free file handle the built product still answers who is connected already. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { mainFile, productOf, signedHeaders } from "./product.ts";

const services = [
  ["autoscaling", "2011-01-01", "DescribeAutoScalingGroups"],
  ["ec2", "2016-11-15", "DescribeInstances"],
  ["monitoring", "2010-08-01", "DescribeAlarms"],
  ["elasticloadbalancing", "2015-12-01", "DescribeLoadBalancers"],
  ["elasticloadbalancing", "2012-06-01", "DescribeLoadBalancers"],
  ["sts", "2011-06-15", "GetCallerIdentity"],
] as const;

/** One call over the agent's one connection. */
function call(endpoint: string, agent: Agent, [name, Version, Action]: (typeof services)[number]) {
  const authorization = signedHeaders.authorization.replace("autoscaling", name);
  const headers = { ...signedHeaders, authorization };
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request(endpoint, { method: "POST", agent, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
      answer.on("end", () => resolve({ status: answer.statusCode, text }));
    });
    sent.on("error", reject);
    sent.end(new URLSearchParams({ Action, Version }).toString());
  });
}

/** Connections until the product takes no more; the others wait in the system's queue. */
async function takeAllHandles(endpoint: string): Promise<readonly Socket[]> {
  const { port } = new URL(endpoint);
  const sockets = Array.from({ length: 300 }, () => connect(Number(port), "127.0.0.1"));
  for (const socket of sockets) socket.on("error", () => undefined);
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  return sockets;
}

test("no handle is free: the first call of each service is answered all the same", async () => {
  const words = `ulimit -n 200; exec "${process.execPath}" "${mainFile}" --port 0 --log silent`;
  const product = await productOf(spawn("sh", ["-c", words]));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { endpoint } = product;
  try {
    // The one connection that is there before all the others.
    await new Promise<void>((resolve, reject) => {
      const asked = request(`${endpoint}/_asg-local/health`, { agent }, (answer) => {
        answer.resume().on("end", resolve);
      });
      asked.on("error", reject).end();
    });
    const sockets = await takeAllHandles(endpoint);
    for (const service of services) {
      expect({ service, ...(await call(endpoint, agent, service)) }).toMatchObject({ status: 200 });
    }
    for (const socket of sockets) socket.destroy();
  } finally {
    agent.destroy();
    await product.stop();
  }
});
