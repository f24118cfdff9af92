/** DescribeLaunchConfigurations: sorted by name; unknown names are ignored (G-055). */
import type { LaunchConfiguration } from "../../../domain/launch-template.ts";
import type { Region } from "../../../domain/world.ts";
import type { Output } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { byCodeUnit } from "../../page.ts";
import { checkLength } from "../list-limits.ts";
import { autoScalingPage } from "../page.ts";

type Answer = NonNullable<
  Output<"autoscaling", "DescribeLaunchConfigurations">["LaunchConfigurations"]
>[number];

export const describeLaunchConfigurations = defineAction(
  "autoscaling",
  "DescribeLaunchConfigurations",
  (input, { region }) => {
    const { LaunchConfigurationNames: names } = input;
    checkLength(names, { member: "launchConfigurationNames", most: 50 });
    const found = selected(names, region);
    const { items, nextToken } = autoScalingPage(found, input, {
      region,
      operation: "DescribeLaunchConfigurations",
      defaultSize: 50,
      largestSize: 100,
      order: "ascending",
      keyOf: ({ name }) => name,
    });
    return {
      output: { LaunchConfigurations: items.map(presentConfiguration), NextToken: nextToken },
    };
  },
);

function selected(
  names: readonly string[] | undefined,
  { launchConfigurations }: Region,
): readonly LaunchConfiguration[] {
  const all = [...launchConfigurations.values()].sort((a, b) => byCodeUnit(a.name, b.name));
  if (names === undefined || names.length === 0) return all;
  return all.filter(({ name }) => names.includes(name));
}

function presentConfiguration({ name, arn, createdAt, settings }: LaunchConfiguration): Answer {
  return {
    LaunchConfigurationName: name,
    LaunchConfigurationARN: arn,
    ...(settings as Omit<Answer, "LaunchConfigurationName" | "CreatedTime">),
    CreatedTime: new Date(createdAt),
  };
}
