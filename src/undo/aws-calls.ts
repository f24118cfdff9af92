/** The calls of AWS that undo is made of (U-001); they do the same against AWS and the emulator. */
import {
  type AutoScalingClient,
  type AutoScalingGroup,
  CancelInstanceRefreshCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  type InstanceRefresh,
  type LaunchTemplateSpecification,
  paginateDescribeInstanceRefreshes,
  paginateDescribeScalingActivities,
  RollbackInstanceRefreshCommand,
  StartInstanceRefreshCommand,
  type StartInstanceRefreshCommandInput,
} from "@aws-sdk/client-auto-scaling";
import { NothingToUndo } from "../domain/user-errors.ts";
import { noteTime } from "./aws-time.ts";
import { type AlarmState, describeAlarms } from "./cloudwatch-calls.ts";
import { describeVersions, type ToldVersions, unknownImages } from "./ec2-calls.ts";
import { queryCall } from "./query-call.ts";

export interface UndoCalls {
  /** Throws NothingToUndo if there is no such group. */
  group(): Promise<AutoScalingGroup>;
  /** All that AWS keeps, which is six weeks, the newest first. */
  refreshes(): Promise<readonly InstanceRefresh[]>;
  newestRefresh(): Promise<InstanceRefresh | undefined>;
  versions(templates: readonly LaunchTemplateSpecification[]): Promise<ToldVersions>;
  /** Those of the images that EC2 says do not exist. */
  unknownImages(ids: readonly string[]): Promise<readonly string[]>;
  /** Instances that the refresh launched; undefined if AWS does not tell any more (U-051). */
  launchedBy(refresh: InstanceRefresh): Promise<number | undefined>;
  /** Returns the id of the new refresh. */
  start(request: StartInstanceRefreshCommandInput): Promise<string>;
  rollBack(): Promise<string>;
  cancel(): Promise<string>;
  alarms(names: readonly string[]): Promise<readonly AlarmState[]>;
  /** AWS's time, from the last answer's Date header, in milliseconds (U-064). */
  now(): number;
}

/** The client is used as it is: its endpoint, keys and region. */
export function undoCalls(group: string, client: AutoScalingClient): UndoCalls {
  const named = { AutoScalingGroupName: group };
  const now = noteTime(client);
  const query = queryCall(client);
  return {
    group: async () => {
      const { AutoScalingGroups: [found] = [] } = await client.send(
        new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [group] }),
      );
      if (found !== undefined) return found;
      throw new NothingToUndo(`there is no group ${group}`);
    },
    refreshes: async () => {
      const found: InstanceRefresh[] = [];
      // The paginator writes into what it is given.
      const pages = paginateDescribeInstanceRefreshes({ client, pageSize: 100 }, { ...named });
      for await (const page of pages) found.push(...(page.InstanceRefreshes ?? []));
      return found;
    },
    newestRefresh: async () => {
      const { InstanceRefreshes: [newest] = [] } = await client.send(
        new DescribeInstanceRefreshesCommand({ ...named, MaxRecords: 1 }),
      );
      return newest;
    },
    versions: (templates) => describeVersions(query, templates),
    unknownImages: (ids) => unknownImages(query, ids),
    launchedBy: (refresh) => launchedBy(client, { group, refresh }),
    start: (request) => idIn(client.send(new StartInstanceRefreshCommand(request))),
    rollBack: () => idIn(client.send(new RollbackInstanceRefreshCommand(named))),
    cancel: () => idIn(client.send(new CancelInstanceRefreshCommand(named))),
    alarms: (names) => describeAlarms(query, names),
    now,
  };
}

async function idIn(answer: Promise<Pick<InstanceRefresh, "InstanceRefreshId">>): Promise<string> {
  const { InstanceRefreshId: id = "" } = await answer;
  return id;
}

/** Pages of a hundred activities that are read: ten thousand (U-051). */
const mostPages = 100;

async function launchedBy(
  client: AutoScalingClient,
  { group, refresh }: { readonly group: string; readonly refresh: InstanceRefresh },
): Promise<number | undefined> {
  const { StartTime: start, EndTime: end } = refresh;
  if (start === undefined || end === undefined) return undefined;
  const Filters = [
    { Name: "StartTimeLowerBound", Values: [start.toISOString()] },
    { Name: "StartTimeUpperBound", Values: [end.toISOString()] },
  ];
  const asked = { AutoScalingGroupName: group, Filters };
  let launched = 0;
  let pages = 0;
  for await (const page of paginateDescribeScalingActivities({ client, pageSize: 100 }, asked)) {
    pages += 1;
    if (pages > mostPages) return undefined;
    launched += (page.Activities ?? []).filter(
      ({ StatusCode: status, Cause: cause = "" }) =>
        status === "Successful" && cause.includes(" launched in response to an instance refresh."),
    ).length;
  }
  return launched === 0 ? undefined : launched;
}
