/** Commands that give a group a warm pool, take it away, and look at it. */
import type { Input } from "../../../src/model/operations.ts";
import { type Command, given } from "./command.ts";
import type { Story } from "./story.ts";
import type { Words } from "./words.ts";

type PutInput = Input<"autoscaling", "PutWarmPool">;

/** `warm-pool web min=2 prepared=8 state=Running reuse=true` */
function putWarmPool(words: Words, story: Story): readonly string[] {
  const isReused = words.flag("reuse");
  const input = given<PutInput>({
    AutoScalingGroupName: words.next("a group's name"),
    MinSize: words.number("min"),
    MaxGroupPreparedCapacity: words.number("prepared"),
    PoolState: words.text("state") as PutInput["PoolState"],
    InstanceReusePolicy: isReused === undefined ? undefined : { ReuseOnScaleIn: isReused },
  });
  words.end();
  story.autoscaling("PutWarmPool", input);
  return [];
}

/** `delete-warm-pool web force=true` */
function deleteWarmPool(words: Words, story: Story): readonly string[] {
  const AutoScalingGroupName = words.next("a group's name");
  const ForceDelete = words.flag("force") ?? false;
  words.end();
  story.autoscaling("DeleteWarmPool", { AutoScalingGroupName, ForceDelete });
  return [];
}

/** `pool web`: the settings, then name, zone, lifecycle state and template version of each. */
function pool(words: Words, story: Story): readonly string[] {
  const AutoScalingGroupName = words.next("a group's name");
  words.end();
  const answer = story.autoscaling("DescribeWarmPool", { AutoScalingGroupName });
  const settings = answer.WarmPoolConfiguration;
  const lines = (answer.Instances ?? []).map((one) => {
    const version = `${one.LaunchTemplate?.LaunchTemplateName}:${one.LaunchTemplate?.Version}`;
    return `${one.InstanceId}  ${one.AvailabilityZone}  ${one.LifecycleState}  ${version}`;
  });
  const names = (line: string) => story.names.named(line);
  const sorted = lines.sort((a, b) => (names(a) < names(b) ? -1 : 1));
  return [settings === undefined ? "no warm pool" : JSON.stringify(settings), ...sorted];
}

export const warmPoolCommands: Readonly<Record<string, Command>> = {
  "warm-pool": putWarmPool,
  "delete-warm-pool": deleteWarmPool,
  pool,
};
