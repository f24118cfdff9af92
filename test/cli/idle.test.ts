/** A process that nobody asks anything rests, whatever is due in it and however fast time runs. */
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { repository, signedHeaders, startProduct } from "./product.ts";

/** Hundredths of a second that the process has used so far; Linux alone tells it. */
function processorTime(pid: number | undefined): number {
  const [, afterName = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const [user = 0, system = 0] = afterName.split(" ").slice(11, 13).map(Number);
  return user + system;
}

test.skipIf(process.platform !== "linux")(
  "an idle emulator uses no processor time while a refresh is under way at speed 60",
  async () => {
    const world = ["--world", `${repository}/fixtures/worlds/web-fleet.json`];
    const product = await startProduct([...world, "--speed", "60", "--log", "silent"]);
    const body = "Action=StartInstanceRefresh&Version=2011-01-01&AutoScalingGroupName=web";
    const answer = await fetch(product.endpoint, { method: "POST", headers: signedHeaders, body });
    expect(answer.status).toBe(200);
    // The garbage of the start and of the request is collected first.
    await wait(2000);
    const before = processorTime(product.process.pid);
    await wait(3000);
    expect(processorTime(product.process.pid) - before).toBeLessThanOrEqual(2);
    await product.stop();
  },
);
