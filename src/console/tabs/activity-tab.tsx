/** The scaling activities, with the columns of AWS's Activity tab. */
import { call } from "../data/calls.ts";
import { place } from "../data/place.ts";
import { readerOf } from "../data/reader.ts";
import { dateText, instantOf } from "../data/times.ts";
import { type ListColumn, ListTable } from "./list-table.tsx";
import { useReader } from "./tab-reader.ts";

interface Activity {
  readonly ActivityId: string;
  readonly StatusCode: string;
  readonly Description: string;
  readonly Cause: string;
  readonly StartTime: string;
  readonly EndTime?: string;
  readonly StatusMessage?: string;
}

const activities = readerOf(async () => {
  const { group } = place.peek();
  const answer = await call<{ readonly Activities?: readonly Activity[] }>({
    service: "autoscaling",
    operation: "DescribeScalingActivities",
    input: { AutoScalingGroupName: group, MaxRecords: 100 },
  });
  return answer.Activities ?? [];
});

const timeText = (time: string | undefined) =>
  time === undefined ? "" : dateText(instantOf(time));

const columns: readonly ListColumn<Activity>[] = [
  { name: "Status", width: 2, text: ({ StatusCode }) => StatusCode },
  {
    name: "Description",
    width: 5,
    text: ({ Description, StatusMessage }) =>
      StatusMessage === undefined ? Description : `${Description}. ${StatusMessage}`,
  },
  { name: "Cause", width: 6, text: ({ Cause }) => Cause },
  { name: "Start time", width: 3, text: ({ StartTime }) => timeText(StartTime) },
  { name: "End time", width: 3, text: ({ EndTime }) => timeText(EndTime) },
];

export function ActivityTab() {
  useReader(activities);
  return (
    <ListTable
      name="Activity history"
      items={activities.value.value}
      columns={columns}
      keyOf={({ ActivityId }) => ActivityId}
      isWide
      empty="There has been no activity yet."
      problem={activities.failure.value}
    />
  );
}
