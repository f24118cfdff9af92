/** The language of timelines: what it does not know fails, with file and line. */
import { expect, test } from "vitest";
import { replay, titleOf } from "./language/timeline.ts";

const opening = `# R-000 a title

template web v1 image=ami-1
group web desired=1 min=0 max=2 template=web:1
`;

const told = (...lines: readonly string[]) =>
  replay(`${opening}\n${lines.join("\n")}\n`, "fixtures/timelines/example.txt");

test.each([
  ["an unknown command", "launch web", 'no command "launch"'],
  ["an unknown argument", "start web Speed=9", "start does not know Speed"],
  ["a word too many", "cancel web now", "cancel does not know now"],
  ["a missing word", "start", "start needs a group's name"],
  [
    "no whole number",
    "start web InstanceWarmup=soon",
    'InstanceWarmup is a whole number, not "soon"',
  ],
  ["no truth value", "cancel web wait=no", 'wait is true or false, not "no"'],
  ["no span", "advance 5x", '"5x" is no span; write 5s, 10m, 1h30m or 14d'],
  ["a time gone by", "at 11:00:00", "time does not go back"],
  ["an unknown instance", "protect web Z", "nothing is called Z"],
  ["a late premise", "world timing=fast", "world stands before everything else"],
])("%s fails with file and line", (_, line, message) => {
  expect(() => told(line)).toThrow(`fixtures/timelines/example.txt:6: ${message}`);
});

test("a poll whose end does not come fails", () => {
  const ended = ["start web", "poll web every 5s until Baking"];
  expect(() => told(...ended)).toThrow('example.txt:7: Successful comes before "Baking"');
  const endless = ["suspend web InstanceRefresh", "start web", "poll web every 5s until ended"];
  expect(() => told(...endless)).toThrow("example.txt:8: 12:00:05  InProgress");
});

test("an error of AWS is printed and the story goes on", () => {
  expect(told("rollback web", "refreshes web")).toContain(
    "----\nActiveInstanceRefreshNotFound: No in progress or baking Instance Refresh found for " +
      "Auto Scaling group web.\nno refresh\n",
  );
});

test("old output is replaced, prose and commands stay", () => {
  const once = told("# Prose.", "advance 1m", "instances web");
  expect(once).toContain("# Prose.\nadvance 1m\ninstances web\n----\nA  us-east-1a  InService");
  expect(replay(once.replace("InService", "Pending"), "example.txt")).toBe(once);
});

test("the title is the first comment line", () => {
  expect(titleOf(opening)).toBe("R-000 a title");
});
