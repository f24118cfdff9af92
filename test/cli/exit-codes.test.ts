/** The exit codes that all commands share: 0, 1 it did not come about, 2 the command line. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { otherCommands } from "../../src/cli/program.ts";
import { type Product, runProduct, startProduct } from "./product.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct(["--clock", "manual", "--world", "web-fleet", "--log", "silent"]);
});
afterAll(() => product.stop());

const ask = async (...words: string[]) => {
  const asked = await runProduct(words, { ASG_LOCAL_ENDPOINT: product.endpoint });
  return [asked.code, asked.stderr.split("\n").length] as const;
};

describe("2 for what is wrong on the command line, also where the emulator says so", () => {
  test.each([
    ["advance", "banana"],
    ["until", "banana"],
    ["until", "settled", "--at-most", "soon"],
    ["until", "--group", "web", "--status", "Nice"],
    ["until", "--group", "web", "--in-state", "Nowhere=3"],
    ["until", "--group", "web", "--checkpoint", "0"],
    ["until", "--group", "nosuch", "--settled"],
    ["clock", "speed", "0"],
    ["clock", "play", "--speed", "0"],
    ["fault", "add", '{"kind":"lanch"}'],
    ["plan", "--group", "web", "--preferences", '{"MinHealthyPercentage":101}'],
    ["plan", "nosuch"],
    ["plan", "rolling", "--what-if", "banana"],
    ["plan", "--terraform", "/no/such.json"],
    ["reset", "--world", "nosuch"],
    ["reset", "--world", "/no/such.json"],
    ["snapshot", "load", "/no/such.json"],
    ["snapshot", "load", join(import.meta.dirname, "../../package.json")],
    ["data", "check", "/no/such"],
    ["data", "repair", "/no/such"],
    ["journal", "--since", "soon"],
    ["nosuch"],
  ])("%s %s %s %s %s", async (...words) => {
    expect(await ask(...words.filter((word) => word !== undefined))).toEqual([2, 2]);
  });

  const commands = otherCommands().flatMap((command) =>
    command.commands.length === 0
      ? [command.name()]
      : command.commands.map((part) => `${command.name()} ${part.name()}`),
  );
  test.each(commands)("%s --nosuch", async (command) => {
    expect(await ask(...command.split(" "), "--nosuch")).toEqual([2, 2]);
  });
});

describe("1 for what did not come about", () => {
  const asking = [
    ["advance", "1s"],
    ["until", "settled"],
    ["clock"],
    ["clock", "pause"],
    ["reset"],
    ["journal"],
    ["status"],
    ["why", "web"],
    ["events"],
    ["info"],
    ["fault", "list"],
    ["snapshot", "save", "/dev/null"],
    ["watch", "web"],
    ["wait", "web"],
    ["plan", "--group", "web"],
  ];
  test.each(asking)("%s %s %s, where nobody answers", async (...words) => {
    const given = words.filter((word) => word !== undefined);
    expect(await ask(...given, "--endpoint", "http://127.0.0.1:1")).toEqual([1, 2]);
  });

  test.each([
    ["why", "nosuch"],
    ["journal", "--group", "nosuch"],
    ["events", "--group", "nosuch"],
    ["plan", "--group", "nosuch"],
    ["fault", "remove", "nosuch"],
    ["snapshot", "save", "/no/such/folder/file"],
    ["watch", "nosuch"],
    ["wait", "nosuch"],
  ])("%s %s %s %s", async (...words) => {
    expect(await ask(...words.filter((word) => word !== undefined))).toEqual([1, 2]);
  });

  test("a condition that is not reached in time is told on stdout", async () => {
    const flags = ["--group", "web", "--in-state", "Standby=1", "--at-most", "1m"];
    expect((await ask("until", ...flags))[0]).toBe(1);
  });
});

test.each([["status"], ["clock"], ["info"], ["events"], ["journal"], ["fault", "list"], ["reset"]])(
  "0 for %s %s that is done",
  async (...words) => {
    expect(await ask(...words.filter((word) => word !== undefined))).toEqual([0, 1]);
  },
);
