/** GetLaunchTemplateData: contents that would launch an instance like the one named. */
import { present } from "../../../domain/assert.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { contentsBehind } from "../instance-contents.ts";
import { presentContents } from "../launch-template-contents.ts";
import { selectedInstances } from "../present-instance.ts";

export const getLaunchTemplateData = defineAction(
  "ec2",
  "GetLaunchTemplateData",
  (input, context) => {
    answerDryRun(input);
    const [found] = selectedInstances([present(input.InstanceId, "instance id")], context);
    const instance = present(found, "the selected instance");
    const { imageId: ImageId, instanceType: InstanceType } = instance;
    const contents = { ...contentsBehind(instance, context.region), ImageId, InstanceType };
    return { output: { LaunchTemplateData: presentContents(contents, context.region) } };
  },
);
