/** The command `npm run record`: what it records, asks before, and writes. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { outcomeOf } from "./calls.ts";
import { awsPlace, localPlace, type Place } from "./place.ts";
import { record, type Scenario } from "./record.ts";
import { scenarios } from "./scenarios.ts";

/** Where recordings are made; tests put an asg-local in AWS's place. */
export interface Places {
  readonly aws: (region: string) => Place;
  readonly local: (endpoint: string, region: string) => Place;
}

export interface Terminal {
  readonly say: (line: string) => void;
  /** The answer to a question; empty when nobody is there. */
  readonly ask: (question: string) => Promise<string>;
  readonly signal: AbortSignal;
}

const usage = `npm run record -- --aws | --endpoint URL [scenario ...]

  --aws            records AWS itself, with your credentials: creates resources that cost money,
                   says which, asks, and removes them
  --endpoint URL   records an asg-local, whose clock it moves
  --region NAME    us-east-1 where it is left out
  --out FOLDER     where the files go; recorded where it is left out
  --yes            asks nothing, for scripts

Scenarios, all where none is named:
${scenarios.map(({ name, title }) => `  ${name}: ${title}`).join("\n")}`;

/** The exit code: 0 when every scenario asked for is recorded and nothing is left behind. */
export async function recordCommand(
  argv: readonly string[],
  terminal: Terminal,
  places: Places = { aws: awsPlace, local: localPlace },
): Promise<number> {
  const wanted = wantedBy(argv, places);
  if (typeof wanted === "string") {
    terminal.say(`${wanted}\n\n${usage}`);
    return 1;
  }
  const { place, isAws } = wanted;
  try {
    const account = await accountOf(place);
    if (isAws && !(await isAgreed(wanted, account, terminal))) {
      terminal.say("Nothing was created.");
      return 1;
    }
    return await recordAll(wanted, account, terminal);
  } finally {
    for (const client of new Set(Object.values(place.clients))) client.destroy();
  }
}

interface Wanted {
  readonly chosen: readonly Scenario[];
  readonly place: Place;
  readonly isAws: boolean;
  readonly isSure: boolean;
  readonly out: string;
}

/** What the arguments ask for, or why that cannot be done. */
function wantedBy(argv: readonly string[], places: Places): Wanted | string {
  const given = parsed(argv);
  if (typeof given === "string") return given;
  const {
    aws = false,
    endpoint,
    region = "us-east-1",
    out = "recorded",
    yes = false,
  } = given.values;
  if (!aws && endpoint === undefined) return "Nothing is done without --aws or --endpoint.";
  if (aws && endpoint !== undefined) return "--aws and --endpoint exclude each other.";
  if (endpoint !== undefined && !URL.canParse(endpoint)) return `${endpoint} is no URL.`;
  const names = given.positionals;
  const unknown = names.find((name) => scenarios.every((one) => one.name !== name));
  if (unknown !== undefined) return `There is no scenario ${unknown}.`;
  const chosen = scenarios.filter(({ name }) => names.length === 0 || names.includes(name));
  const taken = chosen.map(({ name }) => fileIn(out, name)).find((file) => existsSync(file));
  if (taken !== undefined) return `${taken} is there already.`;
  const place = endpoint === undefined ? places.aws(region) : places.local(endpoint, region);
  return { chosen, place, isAws: aws, isSure: yes, out };
}

const options = {
  aws: { type: "boolean" },
  endpoint: { type: "string" },
  region: { type: "string" },
  out: { type: "string" },
  yes: { type: "boolean" },
} as const;

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    return (error as Error).message;
  }
}

function fileIn(out: string, name: string): string {
  return join(out, `${name}.json`);
}

/** Whose account it is; so it is known that the credentials are good before anything is created. */
async function accountOf({ clients }: Place): Promise<string> {
  const asked = { service: "sts", operation: "GetCallerIdentity", input: {} } as const;
  const { Account } = (await outcomeOf(asked, clients)) as { readonly Account?: string };
  if (Account === undefined) throw new Error("GetCallerIdentity was refused");
  return Account;
}

async function isAgreed(
  { chosen, place, isSure }: Wanted,
  account: string,
  { say, ask }: Terminal,
): Promise<boolean> {
  say(`In account ${account}, region ${place.region}, this creates and removes again:`);
  for (const { name, creates, minutes, dollars } of chosen) {
    say(`  ${name}: ${creates}; about ${minutes} minutes, ${dollars} US dollars`);
  }
  return isSure || /^y(es)?$/i.test((await ask("Go on? [y/N] ")).trim());
}

async function recordAll(
  { chosen, place, isAws, out }: Wanted,
  account: string,
  { say, signal }: Terminal,
): Promise<number> {
  const about = isAws
    ? `AWS, ${place.region}`
    : `an asg-local, ${place.region}: no evidence of AWS`;
  let failures = 0;
  for (const scenario of chosen) {
    if (signal.aborted) return 1;
    say(scenario.name);
    const day = new Date(await place.now()).toISOString().slice(0, 10);
    const source = `npm run record, scenario ${scenario.name}: recorded on ${about}, ${day}`;
    const prefix = `asg-local-recording-${Math.random().toString(36).slice(2, 8)}x`;
    const given = { place, prefix, source, secrets: isAws ? [account] : [], signal, say };
    const { recording, complaints } = await record(scenario, given);
    for (const complaint of complaints) say(complaint);
    failures += complaints.length;
    if (recording === undefined) continue;
    mkdirSync(out, { recursive: true });
    writeFileSync(fileIn(out, scenario.name), `${JSON.stringify(recording, undefined, 2)}\n`);
    say(`  written: ${fileIn(out, scenario.name)}`);
  }
  return failures === 0 ? 0 : 1;
}
