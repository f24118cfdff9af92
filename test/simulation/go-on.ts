/** A process of its own: reads a snapshot and the rest of its story, writes the journal. */
import { readFileSync } from "node:fs";
import { journalOf, teller } from "./stored-story.ts";

const { snapshot, story, steps } = JSON.parse(readFileSync(0, "utf8"));
const told = teller(story, { snapshot });
for (const step of steps) told.play(step);
process.stdout.write(journalOf(told));
