/** Who is sent events, and how the deliveries go. */
import type { ListedTarget } from "../../client/targets.ts";
import { ask } from "./http.ts";
import { readerOf } from "./reader.ts";

export const targets = readerOf(
  async () => (await ask<{ readonly targets: readonly ListedTarget[] }>("/targets")).targets,
);
