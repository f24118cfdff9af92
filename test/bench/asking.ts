/** Requests to a server under measure, and a watch over how long others wait for their answers. */
import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { signedHeaders } from "../cli/product.ts";

/** Asks again 5 ms after each answer. */
export function watchHealth(endpoint: string) {
  const agent = new Agent({ keepAlive: true });
  let longest = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const since = performance.now();
      await send(`${endpoint}/_asg-local/health`, { agent });
      longest = Math.max(longest, performance.now() - since);
      await pause(5);
    }
  })();
  return {
    end: async () => {
      isOver = true;
      await watching;
      agent.destroy();
      return longest;
    },
  };
}

interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly agent?: Agent;
}

/** Large answers are only counted, so that this process keeps watching. */
function send(url: string, { body, ...options }: Sending): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString();
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(text));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

export function control(endpoint: string, path: string, body?: object | string, method?: string) {
  const url = `${endpoint}/_asg-local/${path}`;
  if (body === undefined) return send(url, {});
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return send(url, { method: method ?? "POST", body: text });
}

export function aws(endpoint: string, members: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams({ Version: "2011-01-01", ...members }).toString();
  const isEc2 = members.Version !== undefined;
  const authorization = isEc2
    ? signedHeaders.authorization.replace("autoscaling", "ec2")
    : signedHeaders.authorization;
  return send(endpoint, { method: "POST", headers: { ...signedHeaders, authorization }, body });
}
