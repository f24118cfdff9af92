/** Starts threads, from what was built as well as from the source. */
import { Worker } from "node:worker_threads";

/** A thread that runs this file, seen from here and without its ending. */
export function newThread(path: `../${string}`): Worker {
  if (!import.meta.url.endsWith(".ts")) {
    return new Worker(new URL(`${path}.js`, import.meta.url));
  }
  // From the source, which only tests run, the thread has to learn to read TypeScript first.
  const file = JSON.stringify(new URL(`${path}.ts`, import.meta.url));
  const begin = `import("tsx/esm/api").then(({ register }) => { register(); import(${file}); })`;
  return new Worker(begin, { eval: true, execArgv: [] });
}
