/** DeleteLaunchConfiguration: refused while a group uses it. */

import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";

export const deleteLaunchConfiguration = defineAction(
  "autoscaling",
  "DeleteLaunchConfiguration",
  (input, { region }) => {
    const name = input.LaunchConfigurationName ?? "";
    if (!region.launchConfigurations.has(name)) {
      // A different text from CreateAutoScalingGroup's for an unknown name (G-285).
      throw validationError(
        `Launch configuration name not found - Launch configuration ${name} not found`,
      );
    }
    const user = groupUsing(name, region);
    if (user !== undefined) {
      const message =
        `Cannot delete launch configuration ${name} because it is attached to AutoScalingGroup ` +
        user.name;
      throw fault("autoscaling", "ResourceInUseFault", message);
    }
    return {
      output: {},
      changes: [{ type: "LaunchConfigurationDeleted", name }],
    };
  },
);

function groupUsing(name: string, region: Region): AutoScalingGroup | undefined {
  for (const group of region.groups.values()) {
    const { launchSource: source } = group;
    if (source.kind === "launchConfiguration" && source.name === name) return group;
  }
  return undefined;
}
