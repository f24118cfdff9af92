/**
 * Kills the built product with SIGKILL while clients write, again and again, on one folder of
 * `--data`: `npm run kill -- --times 300 --seed 1`. After each restart every acknowledged change
 * must be there; of what was under way each client knows two worlds, and one of them must be there.
 * At the end all refreshes must end. Exits with 1 on any loss.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seededDice } from "./dice.ts";
import { ask, endRefreshes } from "./kill-calls.ts";
import { type Client, newClients } from "./kill-clients.ts";
import { type Life, startLife } from "./kill-process.ts";

const { values } = parseArgs({
  options: {
    times: { type: "string", default: "30" },
    seed: { type: "string", default: "1" },
    "log-bytes": { type: "string", default: "4000" },
  },
});
const times = Number(values.times);
const dice = seededDice(Number(values.seed));
const folder = mkdtempSync(join(tmpdir(), "asg-local-kill-"));
const tally = { acknowledged: 0, torn: 0, startsKilled: 0, generations: 0, refreshes: 0 };

/** Known from the first life on; then it is refused. */
const launchConfiguration = {
  ...{ Action: "CreateLaunchConfiguration", LaunchConfigurationName: "web" },
  ...{ ImageId: "ami-0123456789abcdef0", InstanceType: "t3.nano" },
};

function newLife(): Promise<Life | undefined> {
  // One start in six is killed before it answers: while it reads, replays or begins a generation.
  const killedAfter = dice(6) === 0 ? dice(700) : undefined;
  return startLife({ folder, logBytes: values["log-bytes"], killedAfter });
}

/** Lets the clients write until so many changes are acknowledged, and kills it under them. */
async function oneLife(life: Life, clients: readonly Client[]): Promise<void> {
  const wanted = acknowledgedBy(clients) + dice(100);
  // On a machine with other work a life may be short of changes, but not long.
  const latest = performance.now() + 1500;
  let isOver = false;
  const working = clients.map((client) => client.work(life.endpoint, () => isOver));
  while (acknowledgedBy(clients) < wanted && performance.now() < latest) await passed(2);
  await passed(dice(5));
  await life.kill();
  isOver = true;
  await Promise.all(working);
}

function acknowledgedBy(clients: readonly Client[]): number {
  return clients.reduce((sum, client) => sum + client.acknowledged(), 0);
}

function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function run(): Promise<readonly string[]> {
  const clients = newClients(dice);
  let kills = 0;
  while (kills < times) {
    const life = await newLife();
    kills += 1;
    if (life === undefined) {
      tally.startsKilled += 1;
      continue;
    }
    if (life.isTorn) tally.torn += 1;
    await ask(life.endpoint, launchConfiguration);
    const losses = (await Promise.all(clients.map((one) => one.check(life.endpoint)))).flat();
    if (losses.length > 0) return losses;
    await oneLife(life, clients);
    if (kills % 50 === 0) {
      process.stdout.write(`${kills} kills, ${acknowledgedBy(clients)} acknowledged changes\n`);
    }
  }
  const last = await startLife({ folder, logBytes: values["log-bytes"] });
  if (last === undefined) return ["the last start answers never"];
  if (last.isTorn) tally.torn += 1;
  const losses = (await Promise.all(clients.map((one) => one.check(last.endpoint)))).flat();
  const { unended, ended } = await endRefreshes(last.endpoint);
  tally.refreshes = ended;
  await last.kill();
  tally.acknowledged = acknowledgedBy(clients);
  const numbers = readdirSync(folder).map((name) => Number(/-(\d+)\./.exec(name)?.[1] ?? 0));
  tally.generations = Math.max(...numbers);
  return [...losses, ...unended];
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    process.exit(1);
  });
}

const since = performance.now();
process.stdout.write(`kill ${times} times from seed ${values.seed}\n`);
let losses: readonly string[];
try {
  losses = await run();
} catch (error) {
  losses = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}
const seconds = ((performance.now() - since) / 1000).toFixed(0);
process.stdout.write(
  `${times} kills, ${tally.startsKilled} of them during a start; ` +
    `${tally.acknowledged} acknowledged changes, ${tally.refreshes} refreshes ended, ` +
    `${tally.torn} torn records dropped, ${tally.generations} generations, ${seconds} s\n`,
);
if (losses.length > 0) {
  process.stdout.write(`LOST, kept in ${folder}:\n  ${losses.slice(0, 20).join("\n  ")}\n`);
  process.stdout.write(`again: npm run kill -- --times ${times} --seed ${values.seed}\n`);
  process.exit(1);
}
rmSync(folder, { recursive: true });
