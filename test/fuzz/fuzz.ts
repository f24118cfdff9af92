/**
 * Sends what nobody would send: `npm run fuzz -- --seconds 60 --seed 1`. Each number is a world of
 * its own and 200 requests to it. Bad is an internal error, a second without an answer, an answer
 * that cannot be read, a refused request that changed something, and a world that is not whole;
 * each is told with the one command that does it again.
 */
import { parseArgs } from "node:util";
import { XMLValidator } from "fast-xml-parser";
import type { FastifyInstance } from "fastify";
import type { Response } from "light-my-request";
import { assemble } from "../../src/assembly.ts";
import { regionOf } from "../../src/domain/world.ts";
import type { Emulator } from "../../src/emulator.ts";
import { complaintsAbout } from "../../src/engine/snapshot/world-invariants.ts";
import { buildServer } from "../../src/server.ts";
import { type Dice, diceOf } from "./dice.ts";
import { type FuzzRequest, requestOf } from "./requests.ts";

const requestsAWorld = 200;
/** Waiting for an answer keeps nothing alive, and what never comes is to be seen. */
const mostPatience = 30_000;

const place = { account: "000000000000", region: "us-east-1" };
/** Milliseconds for which nobody else is answered; others may use the machine too. */
const longest = 1_000;

async function openWorld(number: number) {
  const seed = `fuzz-${number}`;
  const assembly = await assemble({
    ...place,
    seed,
    clock: "manual",
    speed: 1,
    startTime: Date.parse("2026-03-01T12:00:00Z"),
    world: number % 4 === 0 ? "shop" : "web-fleet",
  });
  const server = buildServer({
    ...assembly,
    allowUnsigned: false,
    allowedHosts: [],
    about: { ...place, version: "0.0.0", seed, timing: "aws" },
  });
  return { server, emulator: assembly.emulator };
}

/** Names and ids of what is there now, and one of what is not. */
function namesIn(emulator: Emulator): readonly string[] {
  const region = regionOf(emulator.world, place.account, place.region);
  const some = [
    ...region.groups.keys(),
    ...[...region.launchTemplates].flatMap(([id, { name }]) => [id, name]),
    ...[...region.instances.keys()].slice(-6),
    ...[...region.groups.values()].flatMap(({ refreshes }) => refreshes.map(({ id }) => id)),
    ...[...region.balancing.keys()].slice(0, 4),
    ...region.alarms.keys(),
  ];
  return [...some, "web", "nobody", "us-east-1a", "ami-0123456789abcdef0", "t3.micro"];
}

async function complaintsOf(number: number): Promise<readonly string[]> {
  const { server, emulator } = await openWorld(number);
  const dice = diceOf(number);
  const complaints: string[] = [];
  for (let nth = 0; nth < requestsAWorld && complaints.length === 0; nth += 1) {
    complaints.push(...(await complaintsAboutOne(server, emulator, dice)));
  }
  await server.close();
  return complaints;
}

async function complaintsAboutOne(
  server: FastifyInstance,
  emulator: Emulator,
  dice: Dice,
): Promise<readonly string[]> {
  const request = requestOf(dice, namesIn(emulator));
  const before = emulator.lastSequence();
  const heldFor = stopwatch();
  const answer = await inTime(server.inject(injected(request)));
  const milliseconds = heldFor();
  const asked = `${request.method} ${request.url.slice(0, 200)} ${request.payload.toString()}`;
  if (answer === undefined) return [`no answer: ${asked.slice(0, 800)}`];
  const told = `${asked.slice(0, 800)} -> ${answer.statusCode} ${answer.body.slice(0, 400)}`;
  const isRefused = answer.statusCode >= 400 && answer.statusCode < 500;
  const found = [
    answer.statusCode >= 500 && answer.statusCode !== 501 ? "internal error" : "",
    milliseconds > longest ? `held all others for ${milliseconds.toFixed(0)} ms` : "",
    isReadable(answer) ? "" : "cannot be read",
    isRefused && emulator.lastSequence() !== before ? "refused, and yet something changed" : "",
    ...complaintsAbout(emulator.world),
  ];
  return found.filter((one) => one !== "").map((one) => `${one}: ${told}`);
}

/**
 * Gives how many milliseconds the event loop was held since. The loop's own figure counts the time
 * of other programs, and processor time counts threads that search for primes, so the lesser holds.
 */
function stopwatch(): () => number {
  const processor = process.cpuUsage();
  const loop = performance.eventLoopUtilization();
  return () => {
    const { user, system } = process.cpuUsage(processor);
    return Math.min((user + system) / 1000, performance.eventLoopUtilization(loop).active);
  };
}

async function inTime(answer: Promise<Response>): Promise<Response | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), mostPatience);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function injected({ method, url, headers, payload }: FuzzRequest) {
  return { method, url, headers: { host: "127.0.0.1", ...headers }, payload };
}

function isReadable({ headers, body, statusCode }: Response): boolean {
  const type = String(headers["content-type"] ?? "");
  if (body === "") return statusCode < 500;
  if (type.includes("xml")) return XMLValidator.validate(body) === true;
  if (!type.includes("json")) return true;
  const documents = type.includes("ndjson") ? body.trimEnd().split("\n") : [body];
  try {
    for (const document of documents) JSON.parse(document);
    return true;
  } catch {
    return false;
  }
}

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
  },
});
const first = Number(values.seed);
const end = performance.now() + Number(values.seconds) * 1000;
process.stdout.write(`fuzz from seed ${first} for ${values.seconds} s\n`);
let worlds = 0;
for (let number = first; number === first || performance.now() < end; number += 1) {
  const complaints = await complaintsOf(number);
  worlds += 1;
  if (complaints.length === 0) continue;
  process.stdout.write(`seed ${number}:\n  ${complaints.slice(0, 5).join("\n  ")}\n`);
  process.stdout.write(`again: npm run fuzz -- --seconds 0 --seed ${number}\n`);
  process.exit(1);
}
const mebibytes = process.memoryUsage().heapUsed / 2 ** 20;
process.stdout.write(
  `${worlds} worlds, ${worlds * requestsAWorld} requests, heap ${mebibytes.toFixed(0)} MiB\n`,
);
