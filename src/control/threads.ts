/** Starts threads, both from the built files and from the source. */
import { Worker } from "node:worker_threads";

/**
 * Starts a thread that runs this file, given relative to this module and without extension, and
 * gives it a copy of the data. What is built lies in one folder.
 */
export function newThread(path: `../${string}`, workerData?: unknown): Worker {
  if (!import.meta.url.endsWith(".ts")) {
    const built = new URL(path.replace(/^.*\//, "./").concat(".js"), import.meta.url);
    return new Worker(built, { workerData });
  }
  // Tests run from the TypeScript source, which the thread has to learn to read first.
  const file = JSON.stringify(new URL(`${path}.ts`, import.meta.url));
  const begin = `import("tsx/esm/api").then(({ register }) => { register(); import(${file}); })`;
  return new Worker(begin, { eval: true, execArgv: [], workerData });
}
