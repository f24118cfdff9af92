/** DescribeNotificationConfigurations: one row for each stored topic and type. */
import type { Output } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { byCodeUnit } from "../../page.ts";
import { existingGroup } from "../existing.ts";
import { groupsShown } from "../managed-groups.ts";
import { autoScalingPage, type GroupPaging } from "../page.ts";

type Configuration = NonNullable<
  Output<"autoscaling", "DescribeNotificationConfigurations">["NotificationConfigurations"]
>[number];

const keyOf = ({ AutoScalingGroupName, TopicARN, NotificationType }: Configuration) =>
  `${AutoScalingGroupName}\0${TopicARN}\0${NotificationType}`;

const paging: GroupPaging<Configuration> = {
  operation: "DescribeNotificationConfigurations",
  defaultSize: 50,
  largestSize: 100,
  order: "ascending",
  keyOf,
};

export const describeNotificationConfigurations = defineAction(
  "autoscaling",
  "DescribeNotificationConfigurations",
  (input, { region }) => {
    const names = [...new Set(input.AutoScalingGroupNames)];
    const named =
      names.length === 0
        ? region.groups.values()
        : names.map((name) => existingGroup(region, name, "describe"));
    const rows = groupsShown(named, input)
      .flatMap(({ name, notifications }) =>
        [...notifications].flatMap(([TopicARN, types]) =>
          types.map((NotificationType) => ({
            AutoScalingGroupName: name,
            TopicARN,
            NotificationType,
          })),
        ),
      )
      .sort((one, other) => byCodeUnit(keyOf(one), keyOf(other)));
    const { items, nextToken } = autoScalingPage(rows, input, { ...paging, region });
    return { output: { NotificationConfigurations: [...items], NextToken: nextToken } };
  },
);
