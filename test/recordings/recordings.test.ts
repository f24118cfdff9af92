/** Replays every recording of real AWS: the answers agree, or a sentence says why not. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { recordingSchema } from "./recording.ts";
import { replay } from "./replay.ts";

const folder = new URL("../../fixtures/recordings/", import.meta.url);

describe("recordings of real AWS", () => {
  for (const file of readdirSync(folder).sort()) {
    const recording = recordingSchema.parse(
      JSON.parse(readFileSync(new URL(file, folder), "utf8")),
    );
    it(recording.title, async () => {
      expect(await replay(recording)).toEqual([]);
    });
  }
});
