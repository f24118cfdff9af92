/** Group commit: one writing at a time, what came meanwhile with the next, none after failure. */
import { expect, test } from "vitest";
import { type Disk, groupCommit } from "../../src/durable/group-commit.ts";

/** A disk whose writings end when the test says so. */
function slowDisk() {
  const writings: string[] = [];
  let end: (failure?: Error) => void = () => undefined;
  let isFull = false;
  const writing = (what: string) => {
    writings.push(what);
    return new Promise<void>((resolve, reject) => {
      end = (failure) => (failure === undefined ? resolve() : reject(failure));
    });
  };
  const disk: Disk = {
    append: (lines) => writing(lines.map(String).join("")),
    startGeneration: () => {
      isFull = false;
      return writing("all");
    },
    isFull: () => isFull,
  };
  const finish = async (failure?: Error) => {
    end(failure);
    await new Promise(setImmediate);
  };
  const fill = () => {
    isFull = true;
  };
  return { disk, writings, finish, fill };
}

function begun() {
  const slow = slowDisk();
  const commit = groupCommit(slow.disk);
  const told: string[] = [];
  const ask = (name: string) =>
    commit.whenOnDisk((failure) => told.push(failure ? `${name}: ${failure.message}` : name));
  const add = (text: string) => commit.add(Buffer.from(text));
  return { ...slow, ...commit, told, ask, add };
}

test("with nothing to write the answer comes at once", () => {
  const { ask, told, writings } = begun();
  ask("a");
  expect([told, writings]).toEqual([["a"], []]);
});

test("an answer waits until what was added before it is on disk", async () => {
  const { add, ask, told, writings, finish } = begun();
  add("1");
  ask("a");
  expect([told, writings]).toEqual([[], ["1"]]);
  await finish();
  expect(told).toEqual(["a"]);
});

test("what comes during a writing goes with the next one, all of it at once", async () => {
  const { add, ask, told, writings, finish } = begun();
  add("1");
  ask("a");
  for (const name of ["b", "c", "d"]) {
    add(name);
    ask(name);
  }
  expect(writings).toEqual(["1"]);
  await finish();
  expect([told, writings]).toEqual([["a"], ["1", "bcd"]]);
  await finish();
  expect(told).toEqual(["a", "b", "c", "d"]);
});

test("a read that comes during a writing waits for that one only", async () => {
  const { add, ask, told, writings, finish } = begun();
  add("1");
  ask("a");
  ask("read");
  add("2");
  expect(told).toEqual([]);
  await finish();
  expect(told).toEqual(["a", "read"]);
  expect(writings).toEqual(["1", "2"]);
});

test("when all is wanted, lines that were not written yet are covered by it", async () => {
  const { add, ask, requestSnapshot, told, writings, finish } = begun();
  add("1");
  requestSnapshot();
  add("2");
  ask("a");
  expect(writings).toEqual(["all"]);
  add("3");
  await finish();
  expect([told, writings]).toEqual([["a"], ["all", "3"]]);
});

test("a full log is followed by all there is, and nobody waits for that", async () => {
  const { add, ask, told, writings, finish, fill } = begun();
  add("1");
  ask("a");
  fill();
  await finish();
  expect([told, writings]).toEqual([["a"], ["1", "all"]]);
  add("2");
  ask("b");
  await finish();
  expect(told).toEqual(["a"]);
  await finish();
  expect([told, writings]).toEqual([
    ["a", "b"],
    ["1", "all", "2"],
  ]);
});

test("after a failure everybody is told, and nothing is written any more", async () => {
  const { add, ask, told, writings, finish } = begun();
  add("1");
  ask("a");
  add("2");
  ask("b");
  await finish(new Error("disk full"));
  expect(told).toEqual(["a: disk full", "b: disk full"]);
  add("3");
  ask("c");
  expect(told.at(-1)).toBe("c: disk full");
  expect(writings).toEqual(["1"]);
});

test("a failure to begin anew is told as any other", async () => {
  const { ask, requestSnapshot, told, finish } = begun();
  requestSnapshot();
  ask("a");
  await finish(new Error("gone"));
  expect(told).toEqual(["a: gone"]);
});
