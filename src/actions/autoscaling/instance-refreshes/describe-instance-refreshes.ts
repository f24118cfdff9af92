/** DescribeInstanceRefreshes: the refreshes of six weeks, newest first; reading changes nothing. */
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type {
  InstanceRefresh,
  PoolProgress,
  ProgressDetails,
} from "../../../domain/instance-refresh.ts";
import { statusReasonText } from "../../../domain/status-reason.ts";
import { day, type Instant, wholeSecond } from "../../../domain/time.ts";
import type { Output } from "../../../model/operations.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { presentDesiredConfiguration } from "../launch-source.ts";
import { autoScalingPage } from "../page.ts";
import { presentPreferences } from "./refresh-preferences.ts";

type RefreshShape = NonNullable<
  Output<"autoscaling", "DescribeInstanceRefreshes">["InstanceRefreshes"]
>[number];

/** Refreshes are shown for six weeks. */
const shownFor = 42 * day;

export const describeInstanceRefreshes = defineAction(
  "autoscaling",
  "DescribeInstanceRefreshes",
  (input, context) => {
    const { region, hasCome } = context;
    const group = existingGroup(region, input.AutoScalingGroupName, "describe");
    const ids = input.InstanceRefreshIds ?? [];
    const refreshes = group.refreshes
      .filter((refresh) => !hasCome(refresh.requestedAt + shownFor + 1))
      .filter((refresh) => ids.length === 0 || ids.includes(refresh.id))
      .reverse();
    const page = autoScalingPage(refreshes, input, {
      region,
      operation: "DescribeInstanceRefreshes",
      defaultSize: 50,
      largestSize: 100,
      order: "descending",
      keyOf: (refresh) => `${String(refresh.requestedAt).padStart(16, "0")}/${refresh.id}`,
    });
    return {
      output: {
        InstanceRefreshes: page.items.map((refresh) => presentRefresh(group, refresh, context)),
        NextToken: page.nextToken,
      },
    };
  },
);

/** Every field in every state. */
function presentRefresh(
  group: AutoScalingGroup,
  refresh: InstanceRefresh,
  moment: Pick<ActionContext, "now">,
): RefreshShape {
  const { statusReason, desiredConfiguration, rollbackDetails } = refresh;
  return {
    InstanceRefreshId: refresh.id,
    AutoScalingGroupName: group.name,
    Status: refresh.status,
    StatusReason: statusReason && statusReasonText(statusReason, moment),
    StartTime: dateOf(refresh.startTime),
    EndTime: dateOf(refresh.endTime),
    PercentageComplete: refresh.percentageComplete,
    InstancesToUpdate: refresh.instancesToUpdate,
    ProgressDetails: presentDetails(refresh.progressDetails),
    Preferences: presentPreferences(refresh.preferences),
    DesiredConfiguration: desiredConfiguration && presentDesiredConfiguration(desiredConfiguration),
    RollbackDetails: rollbackDetails && {
      RollbackReason: rollbackDetails.reason,
      RollbackStartTime: new Date(rollbackDetails.startTime),
      PercentageCompleteOnRollback: rollbackDetails.percentageComplete,
      InstancesToUpdateOnRollback: rollbackDetails.instancesToUpdate,
      ProgressDetailsOnRollback: presentDetails(rollbackDetails.progressDetails),
    },
    Strategy: refresh.strategy,
  };
}

/** Only for groups with a warm pool. */
function presentDetails(details: ProgressDetails | undefined): RefreshShape["ProgressDetails"] {
  if (details === undefined) return undefined;
  return {
    LivePoolProgress: presentPool(details.livePool),
    WarmPoolProgress: presentPool(details.warmPool),
  };
}

function presentPool({ percentageComplete, instancesToUpdate }: PoolProgress) {
  return { PercentageComplete: percentageComplete, InstancesToUpdate: instancesToUpdate };
}

/** StartTime and EndTime carry whole seconds. */
function dateOf(at: Instant | undefined): Date | undefined {
  return at === undefined ? undefined : new Date(wholeSecond(at));
}
