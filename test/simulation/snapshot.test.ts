/** A snapshot at any event of any story, restored elsewhere, goes on as if nothing had happened. */
import { afterAll, expect, test } from "vitest";
import { otherProcess } from "./other-process.ts";
import { storedStories } from "./stored-story.ts";

const other = otherProcess();
afterAll(() => other.close());

/**
 * Two of the stories launch a broken version for hours, which is thousands of events all alike; the
 * rest of those two is told by `npm run soak:snapshots`.
 */
const mostEvents = 400;

test.each([...storedStories.entries()])(
  "R-293 story %i, taken up at every event in another process, goes on to the same journal",
  async (_, story) => {
    const { events, restored, compared, complaints } = await other.judge(story, mostEvents);
    expect(complaints).toEqual([]);
    expect(events).toBeGreaterThan(story.steps.length);
    expect({ restored, compared }).toEqual({ restored: events, compared: events });
  },
);
