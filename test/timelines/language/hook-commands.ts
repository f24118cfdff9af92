/** Commands that put lifecycle hooks on a group and answer for the instances that wait in them. */
import type { Input } from "../../../src/model/operations.ts";
import { type Command, given } from "./command.ts";
import { fail } from "./words.ts";

const transitions = {
  launching: "autoscaling:EC2_INSTANCE_LAUNCHING",
  terminating: "autoscaling:EC2_INSTANCE_TERMINATING",
} as const;

/** `hook web init launching timeout=300 default=CONTINUE metadata=m`; else AWS's defaults. */
const hook: Command = (words, story) => {
  const AutoScalingGroupName = words.next("a group's name");
  const LifecycleHookName = words.next("a hook's name");
  const transition = words.next("launching or terminating");
  if (transition !== "launching" && transition !== "terminating") {
    fail("a hook is launching or terminating");
  }
  const input = given<Input<"autoscaling", "PutLifecycleHook">>({
    AutoScalingGroupName,
    LifecycleHookName,
    LifecycleTransition: transitions[transition],
    HeartbeatTimeout: words.number("timeout"),
    DefaultResult: words.text("default"),
    NotificationMetadata: words.text("metadata"),
  });
  words.end();
  story.autoscaling("PutLifecycleHook", input);
  return [];
};

/** `unhook web init` */
const unhook: Command = (words, story) => {
  const AutoScalingGroupName = words.next("a group's name");
  const LifecycleHookName = words.next("a hook's name");
  words.end();
  story.autoscaling("DeleteLifecycleHook", { AutoScalingGroupName, LifecycleHookName });
  return [];
};

/** `complete web init A,B CONTINUE` */
const complete: Command = (words, story) => {
  const AutoScalingGroupName = words.next("a group's name");
  const LifecycleHookName = words.next("a hook's name");
  const names = words.next("instances such as A,C").split(",");
  const LifecycleActionResult = words.next("CONTINUE or ABANDON");
  words.end();
  const meant = { AutoScalingGroupName, LifecycleHookName, LifecycleActionResult };
  for (const name of names) {
    const InstanceId = story.names.idOf(name);
    story.autoscaling("CompleteLifecycleAction", { ...meant, InstanceId });
  }
  return [];
};

/** `heartbeat web init A` */
const heartbeat: Command = (words, story) => {
  const AutoScalingGroupName = words.next("a group's name");
  const LifecycleHookName = words.next("a hook's name");
  const InstanceId = story.names.idOf(words.next("an instance such as A"));
  words.end();
  const meant = { AutoScalingGroupName, LifecycleHookName, InstanceId };
  story.autoscaling("RecordLifecycleActionHeartbeat", meant);
  return [];
};

export const hookCommands: Readonly<Record<string, Command>> = {
  hook,
  unhook,
  complete,
  heartbeat,
};
