/** DescribeVolumes: instances here have no volumes, so there is none. */
import { ec2Error } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { answerDryRun } from "../dry-run.ts";

export const describeVolumes = defineAction("ec2", "DescribeVolumes", (input) => {
  answerDryRun(input);
  const [missing] = input.VolumeIds ?? [];
  if (missing !== undefined) {
    throw ec2Error("InvalidVolume.NotFound", `The volume '${missing}' does not exist.`);
  }
  return { output: { Volumes: [] } };
});
