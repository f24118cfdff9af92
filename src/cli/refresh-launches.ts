/** Finds the instances that were launched since a time, in the scaling activities of a group. */
import type {
  DescribeScalingActivitiesCommandInput as Input,
  DescribeScalingActivitiesCommandOutput as Output,
} from "@aws-sdk/client-auto-scaling";

/** From warm pools come instances that may be older, so those do not count. */
const launch = /^Launching a new EC2 instance(?: into warm pool)?: (i-[0-9a-f]+)/;

/**
 * The ids are collected from one call to the next: activities come newest first, so a page without
 * an unknown launch ends the search.
 */
export function launchesIn(
  ask: (input: Pick<Input, "MaxRecords" | "NextToken">) => Promise<Output>,
): (start: Date) => Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  return async (start) => {
    let token: string | undefined;
    do {
      const before = found.size;
      const { Activities: page = [], NextToken: next } = await ask({
        MaxRecords: 100,
        ...(token === undefined ? {} : { NextToken: token }),
      });
      const recent = page.filter(({ StartTime: at }) => at !== undefined && at >= start);
      for (const { Description: text = "" } of recent) {
        const id = launch.exec(text)?.[1];
        if (id !== undefined) found.add(id);
      }
      const isOver = recent.length < page.length || found.size === before;
      token = isOver ? undefined : next;
    } while (token !== undefined);
    return found;
  };
}
