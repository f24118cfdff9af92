/** What is recorded from asg-local replays without difference, and nothing is left behind. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../src/library/start-emulator.ts";
import { outcomeOf } from "./calls.ts";
import { recordCommand, type Terminal } from "./command.ts";
import { localPlace, type Place } from "./place.ts";
import { record, type Scenario } from "./record.ts";
import { recordingSchema } from "./recording.ts";
import { replay } from "./replay.ts";
import { scenarios } from "./scenarios.ts";

let emulator: RunningEmulator;
let place: Place;
let folder: string;

beforeEach(async () => {
  const startTime = "2026-11-20T09:00:00Z";
  emulator = await startEmulator({ startTime, seed: "recorded", timing: "aws" });
  place = localPlace(emulator.endpoint, "us-east-1");
  folder = mkdtempSync(join(tmpdir(), "asg-local-recording-"));
});

afterEach(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

/** What is said is kept; questions get this answer. */
function terminal(answer = "") {
  const lines: string[] = [];
  const ask = async (question: string) => {
    lines.push(question);
    return answer;
  };
  const signal = new AbortController().signal;
  return { lines, ask, signal, say: (line: string) => lines.push(line) } satisfies Terminal & {
    lines: string[];
  };
}

/** What a recording could leave behind. */
async function left(): Promise<readonly unknown[]> {
  const asked = async (service: "autoscaling" | "ec2", operation: string) =>
    (await outcomeOf({ service, operation, input: {} }, place.clients)) as Record<
      string,
      unknown[]
    >;
  const groups = await asked("autoscaling", "DescribeAutoScalingGroups");
  const templates = await asked("ec2", "DescribeLaunchTemplates");
  const instances = (await asked("ec2", "DescribeInstances")) as {
    readonly Reservations?: { Instances: { State: { Name: string } }[] }[];
  };
  const alive = (instances.Reservations ?? [])
    .flatMap(({ Instances }) => Instances)
    .filter(({ State }) => State.Name !== "terminated");
  return [groups.AutoScalingGroups, templates.LaunchTemplates, alive].flat();
}

describe("npm run record", () => {
  it.each(scenarios.map(({ name }) => name))(
    "records %s from asg-local, and a fresh one answers as recorded",
    async (name) => {
      const { lines, ...io } = terminal();
      const argv = ["--endpoint", emulator.endpoint, "--out", folder, name];
      expect([await recordCommand(argv, io), lines.filter((one) => !one.startsWith("  "))]).toEqual(
        [0, [name]],
      );
      const text = readFileSync(join(folder, `${name}.json`), "utf8");
      expect(text).not.toMatch(/\b\d{12}\b|-[0-9a-f]{17}\b|\d{1,3}(\.\d{1,3}){3}/);
      expect(await left()).toEqual([]);
      const recording = recordingSchema.parse(JSON.parse(text));
      expect(await replay(recording)).toEqual([]);
      const calls = recording.steps.filter((step) => "label" in step);
      expect(calls.length).toBeGreaterThan(9);
    },
  );

  it.each([
    ["no argument", [], "Nothing is done without --aws or --endpoint."],
    ["both", ["--aws", "--endpoint", "http://127.0.0.1:1"], "exclude each other"],
    ["no URL", ["--endpoint", "localhost"], "localhost is no URL."],
    ["an unknown scenario", ["--aws", "everything"], "There is no scenario everything."],
    ["an unknown argument", ["--force"], "Unknown option '--force'"],
  ])("does nothing for %s, and says how it is called", async (_, argv, sentence) => {
    const { lines, ...io } = terminal("y");
    const nowhere = () => expect.fail("nothing is to be asked");
    expect(await recordCommand(argv, io, { aws: nowhere, local: nowhere })).toBe(1);
    expect(lines.join("\n")).toContain(sentence);
    expect(lines.join("\n")).toContain("npm run record -- --aws | --endpoint URL");
  });

  it("says whose account it is and what it will cost, and takes only y for yes", async () => {
    const { lines, ...io } = terminal("");
    const places = { aws: () => place, local: localPlace };
    expect(await recordCommand(["--aws", "--out", folder], io, places)).toBe(1);
    expect(lines[0]).toContain("In account 123456789012, region us-east-1");
    expect(lines).toContain(
      "  refresh-succeeds: a launch template, a group, and two t3.nano one after the other; " +
        "about 8 minutes, less than 0.01 US dollars",
    );
    expect(lines.slice(-2)).toEqual(["Go on? [y/N] ", "Nothing was created."]);
    expect([await left(), readdirSync(folder)]).toEqual([[], []]);
  });

  it.each([
    ["y", []],
    ["no", ["--yes"]],
  ])("goes on when it is answered %j with %j", async (answer, more) => {
    const { lines, ...io } = terminal(answer);
    const argv = ["--aws", "--out", folder, "launch-template-versions", ...more];
    expect(await recordCommand(argv, io, { aws: () => place, local: localPlace })).toBe(0);
    expect(lines.includes("Go on? [y/N] ")).toBe(more.length === 0);
    const text = readFileSync(join(folder, "launch-template-versions.json"), "utf8");
    expect(JSON.parse(text).source).toContain("recorded on AWS, us-east-1, 2026-11-20");
  });

  it("overwrites nothing", async () => {
    const argv = ["--endpoint", emulator.endpoint, "--out", folder, "launch-template-versions"];
    expect(await recordCommand(argv, terminal())).toBe(0);
    const { lines, ...io } = terminal();
    expect(await recordCommand(argv, io)).toBe(1);
    expect(lines[0]).toContain("launch-template-versions.json is there already.");
  });
});

test("Ctrl-C gives up and removes what was created", async () => {
  const main = join(import.meta.dirname, "main.ts");
  const argv = ["--import", "tsx", main, "--endpoint", emulator.endpoint, "--out", folder];
  const child = spawn(process.execPath, argv);
  let said = "";
  child.stdout.on("data", (part) => {
    const before = said;
    said += part;
    if (/^ {2}group$/m.test(said) && !/^ {2}group$/m.test(before)) child.kill("SIGINT");
  });
  const [code] = await once(child, "close");
  expect([code, await left(), readdirSync(folder)]).toEqual([1, [], []]);
  expect(said).toContain("Giving up.\n");
  expect(said).toContain("refresh-succeeds: given up\n");
});

describe("a recording that is not made", () => {
  const [whole] = scenarios as readonly [Scenario];
  const given = (signal: AbortSignal, say = (_line: string): void => undefined) => ({
    place,
    prefix: "asg-local-recording-testx",
    source: "test",
    secrets: [],
    signal,
    say,
  });

  it("removes what a failed scenario created, and says why it failed", async () => {
    const play: Scenario["play"] = async (recorder) => {
      await whole.play({
        ...recorder,
        until: () => Promise.reject(new Error("the network is away")),
      });
    };
    const { signal } = new AbortController();
    expect(await record({ ...whole, play }, given(signal))).toEqual({
      complaints: ["refresh-succeeds: the network is away"],
    });
    expect(await left()).toEqual([]);
  });

  it.each(["template", "group", "in service", "started"])(
    "removes what was created when it is given up after %j",
    async (label) => {
      const controller = new AbortController();
      const say = (line: string) => {
        if (line.trim() === label) controller.abort();
      };
      const recorded = await record(whole, given(controller.signal, say));
      expect(recorded).toEqual({ complaints: ["refresh-succeeds: given up"] });
      expect(await left()).toEqual([]);
    },
  );

  it("removes what a call created whose answer was lost", async () => {
    const lost = new Error("socket hang up");
    const clients = { ...place.clients };
    const { autoscaling } = clients;
    clients.autoscaling = {
      ...autoscaling,
      send: async (command: never) => {
        const answer = await autoscaling.send(command);
        if ((command as object).constructor.name === "CreateAutoScalingGroupCommand") throw lost;
        return answer;
      },
    };
    const { signal } = new AbortController();
    const recorded = await record(whole, { ...given(signal), place: { ...place, clients } });
    expect(recorded.complaints).toEqual(["refresh-succeeds: socket hang up"]);
    expect(await left()).toEqual([]);
  });

  it("says what it could not remove, after trying again", async () => {
    const play: Scenario["play"] = async (recorder) => {
      const input = { LaunchTemplateName: `${recorder.prefix}-template` };
      const removal = {
        service: "ec2",
        operation: "DeleteSubnet",
        input: { SubnetId: "x" },
      } as const;
      const LaunchTemplateData = { InstanceType: "t3.nano" };
      await recorder.create(
        "template",
        {
          service: "ec2",
          operation: "CreateLaunchTemplate",
          input: { ...input, LaunchTemplateData },
        },
        removal,
      );
    };
    const { signal } = new AbortController();
    const { complaints } = await record({ ...whole, play }, given(signal));
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain('NOT removed, DeleteSubnet {"SubnetId":"x"} failed: ');
  });

  it("writes nothing that would give the account away", async () => {
    const play: Scenario["play"] = async (recorder) => {
      await recorder.call("zones", {
        service: "ec2",
        operation: "DescribeAvailabilityZones",
        keep: () => ({ secret: "hunter2" }),
      });
    };
    const { signal } = new AbortController();
    const options = { ...given(signal), secrets: ["hunter2"] };
    expect(await record({ ...whole, play }, options)).toEqual({
      complaints: ["not written, for it would give hunter2 away"],
    });
  });
});
