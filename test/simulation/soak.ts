/**
 * Plays random stories for so many seconds: `npm run soak -- --seconds 60 --seed 1`. Each number of
 * a story is a seed of its own that picks the options, the faults and the calls (swarming); a story
 * that breaks a promise is told with the one command that plays it again. `npm run
 * soak:snapshots` instead takes up each story of the snapshot test at every event, to its very end.
 */
import { parseArgs } from "node:util";
import fc from "fast-check";
import { complaintsAbout } from "../../src/engine/snapshot/world-invariants.ts";
import { otherProcess } from "./other-process.ts";
import { ended, faults, playDisturbed, playUndisturbed, scenario } from "./scenario.ts";
import { storedStories } from "./stored-story.ts";
import { anyStory, disturbances, opening, player, type Story } from "./workload.ts";

interface Tally {
  stories: number;
  changes: number;
  readonly endings: Map<string, number>;
}

/** What one number stands for: a watched refresh in peace, one in trouble, or a story of calls. */
function play(number: number, tally: Tally): readonly string[] {
  const once = { seed: number, numRuns: 1 };
  const [given] = fc.sample(scenario, once);
  if (given === undefined) return ["no scenario"];
  if (number % 3 === 0) return told(playUndisturbed(given), tally);
  if (number % 3 === 1) {
    const [behaviors = []] = fc.sample(faults, once);
    const [steps = []] = fc.sample(disturbances, once);
    return told(playDisturbed(given, behaviors, steps), tally);
  }
  const [story] = fc.sample(anyStory, once);
  return story === undefined ? ["no story"] : playCalls(story, tally);
}

function told(watched: ReturnType<typeof playUndisturbed>, tally: Tally): readonly string[] {
  const { status } = watched.story.refresh();
  tally.changes += watched.story.emulator.lastSequence();
  count(tally, status);
  return ended.has(status) ? watched.complaints : [...watched.complaints, `ends never: ${status}`];
}

/** Any calls at any time: the world stays whole, and no call is answered with a bug of ours. */
function playCalls({ steps, ...options }: Story, tally: Tally): readonly string[] {
  const { emulator, ask, play: playStep } = player(options, "soak");
  for (const call of opening) ask(call);
  const complaints: string[] = [];
  for (const step of steps) {
    playStep(step);
    complaints.push(...complaintsAbout(emulator.world));
  }
  tally.changes += emulator.lastSequence();
  for (const region of emulator.world.regions.values()) {
    for (const { refreshes } of region.groups.values()) {
      for (const { status } of refreshes) count(tally, status);
    }
  }
  return complaints;
}

function count({ endings }: Tally, status: string): void {
  endings.set(status, (endings.get(status) ?? 0) + 1);
}

function complaintsOf(number: number, tally: Tally): readonly string[] {
  try {
    return play(number, tally);
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

/** True: every story went on from each of its events as if nothing had happened. */
async function takeUpStories(): Promise<boolean> {
  const other = otherProcess();
  let areAllSame = true;
  for (const [number, story] of storedStories.entries()) {
    const { events, complaints } = await other.judge(story);
    process.stdout.write(`story ${number}: ${events} events\n`);
    if (complaints.length === 0) continue;
    areAllSame = false;
    process.stdout.write(`  ${complaints.join("\n  ")}\n`);
  }
  await other.close();
  return areAllSame;
}

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    snapshots: { type: "boolean", default: false },
  },
});
if (values.snapshots) process.exit((await takeUpStories()) ? 0 : 1);
const first = Number(values.seed);
const end = performance.now() + Number(values.seconds) * 1000;
const tally: Tally = { stories: 0, changes: 0, endings: new Map() };
process.stdout.write(`soak from seed ${first} for ${values.seconds} s\n`);
for (let number = first; number === first || performance.now() < end; number += 1) {
  const complaints = complaintsOf(number, tally);
  tally.stories += 1;
  if (complaints.length === 0) continue;
  process.stdout.write(
    `seed ${number} breaks a promise:\n  ${complaints.slice(0, 10).join("\n  ")}\n`,
  );
  process.stdout.write(`again: npm run soak -- --seconds 0 --seed ${number}\n`);
  process.exit(1);
}
const refreshes = [...tally.endings.values()].reduce((sum, one) => sum + one, 0);
const endings = [...tally.endings].sort().map(([status, times]) => `${status} ${times}`);
process.stdout.write(
  `${tally.stories} stories, ${refreshes} refreshes, ${tally.changes} changes: ${endings.join(", ")}\n`,
);
