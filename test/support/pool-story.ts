/** The recorded setting of warm pools: one zone, one instance, two lifecycle hooks. */
import type { Instance } from "../../src/domain/instance.ts";
import { causeOf, descriptionOf } from "../../src/domain/scaling-activity.ts";
import { type InProcess, type InProcessOptions, type Input, inProcess } from "./in-process.ts";

export const web = { AutoScalingGroupName: "web" };

export interface PoolStory extends InProcess {
  readonly do: (operation: string, input?: Input) => Input;
  /** The only instance, in the group or in the pool. */
  readonly one: () => Instance;
  /** Second by second, until its lifecycle state is this one; the seconds that took. */
  readonly until: (lifecycleState: string) => number;
  readonly answer: (hook: "launch" | "terminate", result: "CONTINUE" | "ABANDON") => void;
  /** Of the newest activity. */
  readonly newest: () => { description: string; cause: string; status: string; seconds: number };
  /** `EC2 Instance Launch Successful EC2>WarmPool`, each. */
  readonly paths: () => readonly string[];
}

export interface PoolStoryOptions extends InProcessOptions {
  readonly group?: Input;
  readonly put?: Input;
  readonly isHooked?: boolean;
  readonly isRetaining?: boolean;
}

/** The hooks of the recordings: 120 seconds, ABANDON for a launch and CONTINUE for an end. */
export function aPoolStory(options: PoolStoryOptions = {}): PoolStory {
  const { group, put, isHooked = true, isRetaining = false, ...others } = options;
  const story = inProcess(others);
  story.call("ec2", "CreateLaunchTemplate", {
    LaunchTemplateName: "web",
    LaunchTemplateData: { ImageId: "ami-1", InstanceType: "t3.nano" },
  });
  const TerminateHookAbandon = isRetaining ? "retain" : "terminate";
  const call = (operation: string, input: Input = {}) =>
    story.call("autoscaling", operation, { ...web, ...input });
  call("CreateAutoScalingGroup", {
    MinSize: 0,
    MaxSize: 1,
    DesiredCapacity: 0,
    DefaultCooldown: 0,
    AvailabilityZones: ["us-east-1a"],
    LaunchTemplate: { LaunchTemplateName: "web", Version: "1" },
    InstanceLifecyclePolicy: { RetentionTriggers: { TerminateHookAbandon } },
    ...group,
  });
  if (isHooked) {
    const LAUNCHING = { LifecycleHookName: "launch", DefaultResult: "ABANDON" };
    const TERMINATING = { LifecycleHookName: "terminate", DefaultResult: "CONTINUE" };
    for (const [transition, hook] of Object.entries({ LAUNCHING, TERMINATING })) {
      const LifecycleTransition = `autoscaling:EC2_INSTANCE_${transition}`;
      call("PutLifecycleHook", { ...hook, LifecycleTransition, HeartbeatTimeout: 120 });
    }
  }
  if (put !== undefined) call("PutWarmPool", put);
  return { ...story, do: call, ...observations(story, call) };
}

function observations(story: InProcess, call: (operation: string, input: Input) => Input) {
  const one = () => {
    const [instance] = story.instances();
    if (instance === undefined) throw new Error("no instance");
    return instance;
  };
  return {
    one,
    until: (lifecycleState: string) => {
      for (let passed = 0; passed < 400; passed += 0.5) {
        if (story.instances().some((found) => found.lifecycleState === lifecycleState)) {
          return passed;
        }
        story.advance(0.5);
      }
      throw new Error(`${story.instances()[0]?.lifecycleState} and not ${lifecycleState}`);
    },
    answer: (LifecycleHookName: string, LifecycleActionResult: string) => {
      call("CompleteLifecycleAction", {
        LifecycleHookName,
        LifecycleActionResult,
        InstanceId: one().id,
      });
    },
    newest: () => {
      const activity = [...story.group().activities.values()].at(-1);
      if (activity === undefined) throw new Error("no activity");
      const { startTime, endTime = Number.NaN, statusCode: status } = activity;
      const seconds = (endTime - startTime) / 1000;
      return { description: descriptionOf(activity), cause: causeOf(activity), status, seconds };
    },
    paths: () =>
      story
        .events()
        .map(
          ({ "detail-type": type, detail }) =>
            `${type.replace("EC2 Instance", "").trim()} ${detail.Origin}>${detail.Destination}`,
        ),
  };
}
