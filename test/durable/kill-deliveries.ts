/**
 * Kills the built product while it delivers events, again and again, on one folder of `--data`:
 * `npm run kill:deliveries -- --times 30 --seed 1`. Every event of the world must arrive, in order
 * and as it is in the world at the end; twice only what was under way. Exits with 1 on any loss.
 */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seededDice } from "./dice.ts";
import { ask, control } from "./kill-calls.ts";
import { type Life, passed, startLife } from "./kill-process.ts";

const { values } = parseArgs({
  options: { times: { type: "string", default: "30" }, seed: { type: "string", default: "1" } },
});
const times = Number(values.times);
const dice = seededDice(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), "asg-local-deliveries-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Ids of the events, in the order in which they arrived. */
const arrived: string[] = [];
const receiver = createServer((request, response) => {
  request.resume();
  arrived.push(String(request.headers["x-asg-local-event-id"]));
  setTimeout(() => response.end("{}"), dice(8));
});
receiver.listen(0, "127.0.0.1");
await once(receiver, "listening");
const { port } = receiver.address() as AddressInfo;

async function live(): Promise<Life> {
  const life = await startLife({ folder, logBytes: "20000" });
  if (life === undefined || "refusal" in life) throw new Error(`no start: ${life?.refusal}`);
  return life;
}

const group = { AutoScalingGroupName: "web" };

async function begin({ endpoint }: Life): Promise<void> {
  const webhook = { url: `http://127.0.0.1:${port}/` };
  await control(endpoint, "POST", "targets", { name: "all", wait: false, webhook });
  await ask(endpoint, {
    Action: "CreateLaunchConfiguration",
    LaunchConfigurationName: "web",
    ImageId: "ami-0123456789abcdef0",
    InstanceType: "t3.nano",
  });
  const sizes = { MinSize: "0", MaxSize: "20", LaunchConfigurationName: "web" };
  const zone = { "AvailabilityZones.member.1": "us-east-1a" };
  await ask(endpoint, { Action: "CreateAutoScalingGroup", ...group, ...sizes, ...zone });
}

/** Makes events until it is killed. */
async function work({ endpoint }: Life, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const DesiredCapacity = String(dice(20));
    await ask(endpoint, { Action: "SetDesiredCapacity", ...group, DesiredCapacity });
    await control(endpoint, "POST", "clock", { advance: "5s" });
  }
}

async function oneLife(nth: number): Promise<void> {
  const life = await live();
  if (nth === 0) await begin(life);
  let isOver = false;
  const working = work(life, () => isOver);
  await passed(100 + dice(400));
  await life.end("SIGKILL");
  isOver = true;
  await working;
}

async function rest({ endpoint }: Life): Promise<readonly string[]> {
  for (;;) {
    const listed = await control(endpoint, "GET", "targets");
    const targets = (listed?.targets ?? []) as readonly { readonly waiting: number }[];
    if (targets[0]?.waiting === 0) break;
    await passed(50);
  }
  const page = await control(endpoint, "GET", "events?limit=10000");
  return ((page?.events ?? []) as readonly { readonly id: string }[]).map(({ id }) => id);
}

for (let nth = 0; nth < times; nth += 1) await oneLife(nth);
const last = await live();
const events = await rest(last);
await last.end("SIGKILL");
receiver.closeAllConnections();
receiver.close();

const known = new Set(events);
const first = [...new Set(arrived)];
const lost = events.filter((id) => !first.includes(id));
const strange = first.filter((id) => !known.has(id));
const isInOrder = first.every((id, nth) => id === events[nth]);
const twice = arrived.length - first.length;
process.stdout.write(
  `${times} kills: ${events.length} events, ${lost.length} lost, ${strange.length} of no world, ` +
    `${twice} twice, ${isInOrder ? "in order" : "not in order"}\n`,
);
if (lost.length + strange.length > 0 || !isInOrder || twice > times) process.exitCode = 1;
