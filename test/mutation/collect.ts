/** Stands in for vitest in the planner's tests: keeps the tests, to be run once for each mutant. */
export { expect, vi } from "vitest";

type Body = (...given: unknown[]) => unknown;

export interface CollectedTest {
  readonly title: string;
  readonly run: () => unknown;
}

let collected: CollectedTest[] = [];
const afterEachTest: (() => unknown)[] = [];
const titles: string[] = [];

/** What was collected since the last call. */
export function takeTests(): readonly CollectedTest[] {
  const taken = collected;
  collected = [];
  return taken;
}

export function afterEach(body: () => unknown): void {
  afterEachTest.push(body);
}

const runEach =
  (take: (name: string, body: () => unknown) => void) =>
  (rows: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const [index, row] of rows.entries()) {
      const given = Array.isArray(row) ? row : [row];
      take(`${name} [${index}]`, () => body(...given));
    }
  };

function addTest(name: string, body: () => unknown): void {
  const run = async () => {
    try {
      await body();
    } finally {
      for (const after of afterEachTest) await after();
    }
  };
  collected.push({ title: [...titles, name].join(" > "), run });
}

function addGroup(name: string, body: () => unknown): void {
  titles.push(name);
  body();
  titles.pop();
}

export const test = Object.assign(addTest, { each: runEach(addTest) });
export const describe = Object.assign(addGroup, { each: runEach(addGroup) });
