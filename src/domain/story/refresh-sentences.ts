/** Sentences about instance refreshes, and about the capacity of their groups. */
import type { GroupChange } from "../changes/change.ts";
import type { RefreshChange } from "../changes/refresh-change.ts";
import { ending, type Sentence, type StoryLine, textOf, unsaid } from "./story-line.ts";

export const refreshSentences = {
  RefreshStarted: ending("starts the instance refresh", "refresh"),
  RefreshBegun: (line) => {
    const matching = countOf(line, "matching");
    return matching === 0 ? undefined : `skips ${instances(matching)} that match already`;
  },
  RefreshStatusChanged: (line) => {
    const reason = textOf(line, "reason");
    return `the refresh is ${textOf(line, "to")}${reason === "" ? "" : `: ${reason}`}`;
  },
  RefreshCounted: unsaid,
  RefreshWaits: (line) => textOf(line, "reason"),
  RefreshActed: unsaid,
  CheckpointReached: (line) => {
    const until = textOf(line, "pausedUntil").slice(11, 19);
    const pause = until === "" ? "" : `, and pauses until ${until}`;
    return `the refresh reaches its checkpoint of ${textOf(line, "percentage")} %${pause}`;
  },
  PauseEnded: () => "the refresh goes on after its checkpoint",
  CheckpointLost: (line) =>
    `its checkpoint of ${textOf(line, "percentage")} % counts as not reached: the group grew`,
  CancelRequested: () => "the refresh is Cancelling",
  RollbackBegun: () => "the refresh rolls back",
  Decided: unsaid,
  TargetMoved: (line) => {
    const outdated = instances(countOf(line, "outdated"));
    return `the target is now version ${textOf(line, "version")}: ${outdated} are old again`;
  },
  DesiredConfigurationSaved: () => "the desired configuration is that of the group from now on",
} as const satisfies Record<RefreshChange["type"], Sentence>;

export const groupSentences = {
  GroupCreated: () => "is created",
  GroupUpdated: () => "has other settings",
  DesiredCapacityChanged: ending("its desired capacity becomes", "to"),
  CapacityReached: unsaid,
  ProtectionReported: () => "cannot scale in: all remaining instances are protected",
  DeletionBegun: () => "is being deleted",
  GroupDeleted: () => "is deleted",
  ProcessesSuspended: ending("suspends", "processes"),
  ProcessesResumed: ending("resumes", "processes"),
  GroupTagsPut: () => "has other tags",
  GroupTagsDeleted: ending("loses the tags", "keys"),
  ActivityRecorded: unsaid,
} as const satisfies Record<GroupChange["type"], Sentence>;

function countOf(line: StoryLine, member: string): number {
  const value = line[member];
  return Array.isArray(value) ? value.length : 0;
}

function instances(count: number): string {
  return count === 1 ? "1 instance" : `${count} instances`;
}
