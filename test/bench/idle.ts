/** The processor time of a process that nobody asks anything, while a refresh is under way. */
import { setTimeout as wait } from "node:timers/promises";
import { processorMilliseconds, startAsgLocal, stop } from "./processes.ts";
import type { BenchmarkCase } from "./report.ts";

const seconds = 10;

export const idle: BenchmarkCase = {
  name: "idle",
  run: async () => {
    const server = await startAsgLocal("--world", "fixtures/worlds/web-fleet.json");
    const answer = await fetch(server.endpoint, {
      method: "POST",
      headers: {
        authorization:
          "AWS4-HMAC-SHA256 Credential=test/20260301/us-east-1/autoscaling/aws4_request",
      },
      body: new URLSearchParams({
        Action: "StartInstanceRefresh",
        Version: "2011-01-01",
        AutoScalingGroupName: "web",
      }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    // What the request itself leaves behind, such as collected garbage, is not idle time.
    await wait(2000);
    const before = processorMilliseconds(server);
    await wait(seconds * 1000);
    const used = processorMilliseconds(server) - before;
    await stop(server);
    const asgLocal = `${used} ms`;
    const what = `processor time in ${seconds} idle seconds, a refresh under way`;
    return [{ what, asgLocal, bare: "", aim: "under 20 ms", value: used }];
  },
};
