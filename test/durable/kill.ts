/**
 * Ends the built product while clients write, again and again, on one folder of `--data`:
 * `npm run kill -- --times 300 --seed 1`. It ends by SIGKILL, by SIGTERM, by two signals in a row,
 * during its start, or because no file may grow any more. After each restart every acknowledged
 * change must be there; of what was under way each client knows two worlds, and one of them must be
 * there. Copies of the folder are cut, filled with zeros and spoiled bit by bit between two lives.
 * At the end all refreshes must end. Exits with 1 on any loss.
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seededDice } from "./dice.ts";
import { ask, endRefreshes } from "./kill-calls.ts";
import { type Client, newClients } from "./kill-clients.ts";
import { damages, tryDamage } from "./kill-damage.ts";
import { type Life, passed, type Refused, startLife } from "./kill-process.ts";

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
const ends = { killed: 0, stopped: 0, signalledTwice: 0, fullDisk: 0 };
const spoilt = { truncation: 0, zeros: 0, "bit flip": 0, snapshot: 0 };

/** Known from the first life on; then it is refused. */
const launchConfiguration = {
  Action: "CreateLaunchConfiguration",
  LaunchConfigurationName: "web",
  ImageId: "ami-0123456789abcdef0",
  InstanceType: "t3.nano",
};

type End = keyof typeof ends;

function newLife(end: End): Promise<Life | Refused | undefined> {
  // One start in six is killed before it answers: while it reads, replays or begins a generation.
  const killedAfter = end === "killed" && dice(6) === 0 ? dice(700) : undefined;
  // Snapshots grow with the story; some of these limits fall on one, some on the log.
  const mostFileKibibytes = end === "fullDisk" ? 2 + dice(60) : undefined;
  return startLife({ folder, logBytes: values["log-bytes"], killedAfter, mostFileKibibytes });
}

/** Lets the clients write until so many changes are acknowledged, and ends it under them. */
async function oneLife(
  life: Life,
  clients: readonly Client[],
  end: End,
): Promise<readonly string[]> {
  const wanted = acknowledgedBy(clients) + dice(100);
  // On a machine with other work a life may be short of changes, but not long.
  const latest = performance.now() + 1500;
  let isOver = false;
  let isGone = false;
  life.ended.then(() => {
    isGone = true;
  });
  const working = clients.map((client) => client.work(life.endpoint, () => isOver));
  while (acknowledgedBy(clients) < wanted && performance.now() < latest && !isGone) await passed(2);
  await passed(dice(5));
  const { code, stderr } = await ending(life, end, isGone);
  isOver = true;
  await Promise.all(working);
  if (end === "stopped" && code !== 0) return [`SIGTERM ends it with ${code}: ${stderr}`];
  const isTold = stderr === "" || /^asg-local: [^\n]*\n$/.test(stderr.replace(tornLine, ""));
  return isTold ? [] : [`it says ${stderr}`];
}

const tornLine = /^asg-local: .* was never acknowledged\n/;

function ending(life: Life, end: End, isGone: boolean) {
  if (isGone) return life.ended;
  if (end === "stopped") return life.end("SIGTERM");
  if (end === "signalledTwice") return life.end("SIGTERM", dice(30), "SIGINT", dice(20), "SIGTERM");
  return life.end("SIGKILL");
}

/** What the disk of the next life allows is none of the losses. */
function problemsOfStart({ refusal }: Refused, end: End): readonly string[] {
  const isFull =
    end === "fullDisk" && /^asg-local: \S+ cannot be written \(EFBIG\)\n$/.test(refusal);
  return isFull ? [] : [`it does not start: ${refusal}`];
}

function anyEnd(): End {
  const throwOf = dice(10);
  if (throwOf < 5) return "killed";
  if (throwOf < 7) return "stopped";
  return throwOf < 9 ? "signalledTwice" : "fullDisk";
}

async function spoilCopy(): Promise<readonly string[]> {
  if (dice(3) > 0) return [];
  const damage = damages[dice(damages.length)] ?? "zeros";
  spoilt[damage] += 1;
  return await tryDamage(folder, damage, dice);
}

function acknowledgedBy(clients: readonly Client[]): number {
  return clients.reduce((sum, client) => sum + client.acknowledged(), 0);
}

async function run(): Promise<readonly string[]> {
  const clients = newClients(dice);
  let kills = 0;
  while (kills < times) {
    const end = anyEnd();
    const life = await newLife(end);
    kills += 1;
    ends[end] += 1;
    if (life === undefined || "refusal" in life) {
      const problems = life === undefined ? [] : problemsOfStart(life, end);
      if (problems.length > 0) return problems;
      tally.startsKilled += 1;
      continue;
    }
    if (life.isTorn) tally.torn += 1;
    await ask(life.endpoint, launchConfiguration);
    // A full disk may end it before it can tell; clients in doubt wait for the next life.
    if (end !== "fullDisk") {
      const losses = (await Promise.all(clients.map((one) => one.check(life.endpoint)))).flat();
      if (losses.length > 0) return losses;
    }
    const problems = [...(await oneLife(life, clients, end)), ...(await spoilCopy())];
    if (problems.length > 0) return problems;
    if (kills % 50 === 0) {
      process.stdout.write(`${kills} ends, ${acknowledgedBy(clients)} acknowledged changes\n`);
    }
  }
  const last = await startLife({ folder, logBytes: values["log-bytes"] });
  if (last === undefined || "refusal" in last) return [`the last start: ${last?.refusal}`];
  if (last.isTorn) tally.torn += 1;
  const losses = (await Promise.all(clients.map((one) => one.check(last.endpoint)))).flat();
  const { unended, ended } = await endRefreshes(last.endpoint);
  tally.refreshes = ended;
  await last.end("SIGKILL");
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
process.stdout.write(`end ${times} times from seed ${values.seed}\n`);
let losses: readonly string[];
try {
  losses = await run();
} catch (error) {
  losses = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}
const seconds = ((performance.now() - since) / 1000).toFixed(0);
const counted = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([what, count]) => `${what} ${count}`)
    .join(", ");
process.stdout.write(
  `${times} ends (${counted(ends)}), ${tally.startsKilled} of them during a start; ` +
    `damaged copies: ${counted(spoilt)}; ` +
    `${tally.acknowledged} acknowledged changes, ${tally.refreshes} refreshes ended, ` +
    `${tally.torn} torn records dropped, ${tally.generations} generations, ${seconds} s\n`,
);
if (losses.length > 0) {
  process.stdout.write(`LOST, kept in ${folder}:\n  ${losses.slice(0, 20).join("\n  ")}\n`);
  process.stdout.write(`again: npm run kill -- --times ${times} --seed ${values.seed}\n`);
  process.exit(1);
}
rmSync(folder, { recursive: true });
