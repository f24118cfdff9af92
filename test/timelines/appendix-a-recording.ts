/**
 * Appendix A of the specification as data: what a public recording of real AWS showed on 2026-09-27
 * (us-east-1, one t3.nano, EC2 health checks, grace period 0), with its times.
 */

export const group = "my-asg";
/** What was seen of a refresh, and between which two looks it changed to that. */
export interface Sight {
  /** The last look at which it was not so; absent where AWS itself told the time. */
  readonly after?: string;
  readonly seen: string;
  readonly status: string;
  readonly percentage?: number | undefined;
  readonly left?: number | undefined;
  readonly reason?: string | undefined;
}

const healthDataOfA =
  "Waiting for remaining instances to be available. For example: A has insufficient data to " +
  "evaluate its health with Amazon EC2.";
const terminatingA =
  "Waiting for terminating instances before continuing. For example: A is terminating.";
const baking = "Waiting for bake time to finish before continuing. There are n seconds left.";
export const byUser = "Rollback triggered due to user request.";
const interval = "Waiting for a health check interval to pass before continuing.";
const protectedC =
  "Waiting for remaining instances to be available. For example: C is protected. Remove instance " +
  "scale-in protection to continue.";
export const cancelled =
  "Cancelled without waiting for ongoing instance launches and terminations due to user request.";

/** Start #1, on the empty group. */
export const firstRefresh: readonly Sight[] = [
  { seen: "14:41:33.8", status: "Pending" },
  { seen: "14:41:39", status: "Successful", percentage: 100, left: 0 },
];

/** Start #2, its rollback included. */
export const secondRefresh: readonly Sight[] = [
  { seen: "14:41:58.4", status: "Pending" },
  { seen: "14:42:09", status: "InProgress", percentage: 0, left: 1 },
  ...(
    [
      ["14:42:17", "14:42:22", "InProgress", 25, 1, healthDataOfA],
      ["14:43:22", "14:43:27", "InProgress", 50, 1, healthDataOfA],
      ["14:43:33", "14:43:38", "InProgress", 100, 0, terminatingA],
      ["14:43:54", "14:43:55", "Baking", 100, 0, baking],
      ["14:44:01.9", "14:44:02.3", "RollbackInProgress", 100, 0, byUser],
      ["14:44:12", "14:44:18", "RollbackInProgress", 50, 1, interval],
      ["14:45:41", "14:45:46", "RollbackInProgress", 0, 1, interval],
    ] as const
  ).map(([after, seen, status, percentage, left, reason]) => ({
    after,
    seen,
    status,
    percentage,
    left,
    reason,
  })),
  { seen: "14:46:21", status: "RollbackSuccessful", percentage: 0, left: 1 },
];

/** Start #3, with the protected instance. */
export const thirdRefresh: readonly Sight[] = [
  { seen: "14:46:24", status: "Pending" },
  { seen: "14:46:30", status: "InProgress", percentage: 0, left: 1, reason: protectedC },
  { seen: "14:46:34.9", status: "Cancelling", percentage: 0, left: 1, reason: cancelled },
  { seen: "14:46:40", status: "Cancelled", percentage: 0, left: 1, reason: cancelled },
];

export const activities = [
  { description: "Launching a new EC2 instance: A", start: "14:41:50", end: "14:41:55" },
  {
    description: "Launching a new EC2 instance: B",
    cause: "At {t} an instance was launched in response to an instance refresh.",
    causeTime: "14:42:08",
    start: "14:42:10",
    end: "14:42:15",
  },
  {
    description: "Terminating EC2 instance: A",
    cause: "At {t} an instance was taken out of service in response to an instance refresh.",
    start: "14:43:25",
    end: "14:43:46",
  },
  {
    description: "Launching a new EC2 instance: C",
    cause: "At {t} an instance was launched in response to an instance refresh.",
    start: "14:44:06.9",
    end: "14:44:12",
  },
  {
    description: "Terminating EC2 instance: B",
    cause: "At {t} an instance was taken out of service in response to an instance refresh.",
    start: "14:45:31",
    end: "14:46:13",
  },
] as const;

/** Times of EventBridge events, by the status that they announce. */
export const eventTimes = [
  ["Started", "InProgress", "14:42:08"],
  ["Started Baking", "Baking", "14:43:55"],
  ["Rollback Started", "rollback begins", "14:44:04"],
] as const;
