/** The commands of a timeline: each reads its words, does its work, and returns lines to print. */
import { parseInstant } from "../../../src/domain/time.ts";
import { type TimingProfile, timings } from "../../../src/domain/timing.ts";
import type { LaunchBehavior } from "../../../src/domain/world.ts";
import { alarmCommands } from "./alarm-commands.ts";
import { balancerCommands } from "./balancer-commands.ts";
import { type Command, given } from "./command.ts";
import { faultCommands, splitTag } from "./fault-commands.ts";
import { groupCommands } from "./group-commands.ts";
import { hookCommands } from "./hook-commands.ts";
import { lookingCommands } from "./looking-commands.ts";
import { policyCommands } from "./policy-commands.ts";
import { printingCommands } from "./printing-commands.ts";
import { refreshCommands } from "./refresh-commands.ts";
import { scheduleCommands } from "./schedule-commands.ts";
import { advance, type Story } from "./story.ts";
import { warmPoolCommands } from "./warm-pool-commands.ts";
import { fail, readSpan, type Words } from "./words.ts";

/** `world timing=aws start=2026-09-27T12:00:00Z min100=terminate-first draining=true` */
function world(words: Words, { premises, hasBegun }: Story): readonly string[] {
  if (hasBegun()) fail("world stands before everything else");
  const timing = words.text("timing");
  const min100 = words.text("min100");
  premises.start = words.text("start") ?? premises.start;
  premises.connectionDraining = words.flag("draining");
  words.end();
  if (timing !== undefined) premises.timing = oneOf(Object.keys(timings), timing) as TimingProfile;
  if (min100 === "terminate-first" || min100 === "launch-first") premises.min100 = min100;
  else if (min100 !== undefined) fail("min100 is terminate-first or launch-first");
  return [];
}

/** `behavior nthLaunch=1 terminateSeconds=21`, `behavior launchTemplateVersion=2 isBroken=true` */
function behavior(words: Words, { premises, hasBegun }: Story): readonly string[] {
  if (hasBegun()) fail("behavior stands before everything but world");
  premises.behaviors.push(
    given<LaunchBehavior>({
      nthLaunch: words.number("nthLaunch"),
      launchTemplateVersion: words.number("launchTemplateVersion"),
      imageId: words.text("imageId"),
      bootSeconds: words.number("bootSeconds"),
      terminateSeconds: words.number("terminateSeconds"),
      launchRefusal: words.text("launchRefusal"),
      isBroken: words.flag("isBroken"),
      rootVolumeFailure: words.text("rootVolumeFailure"),
    }),
  );
  words.end();
  return [];
}

/**
 * `template web v2 image=ami-2`: versions are made in order, from 1; with `tags=` for instances,
 * `market=spot` for Spot Instances, and the first with `templateTags=` of its own.
 */
function template(words: Words, story: Story): readonly string[] {
  const name = words.next("a template's name");
  const version = words.next("a version such as v1");
  const tags = tagged("instance", words.list("tags"));
  const ownTags = tagged("launch-template", words.list("templateTags"));
  const data = {
    ImageId: words.text("image") ?? fail("template needs image="),
    InstanceType: "t3.nano",
    ...tags,
    ...inMarket(words.text("market")),
  } as const;
  words.end();
  const named = { LaunchTemplateName: name, LaunchTemplateData: data };
  if (version === "v1") {
    const { LaunchTemplate } = story.ec2("CreateLaunchTemplate", { ...named, ...ownTags });
    story.names.give(LaunchTemplate?.LaunchTemplateId ?? "", `lt-${name}`);
    return [];
  }
  const made = story.ec2("CreateLaunchTemplateVersion", named).LaunchTemplateVersion;
  if (version !== `v${made?.VersionNumber}`) fail(`the next version is v${made?.VersionNumber}`);
  return [];
}

function inMarket(market: string | undefined) {
  if (market === undefined) return {};
  return { InstanceMarketOptions: { MarketType: oneOf(["spot"], market) as "spot" } };
}

function tagged(type: "instance" | "launch-template", texts: readonly string[] | undefined) {
  if (texts === undefined) return {};
  const Tags = texts.map(splitTag).map(([Key, Value]) => ({ Key, Value }));
  return { TagSpecifications: [{ ResourceType: type, Tags }] };
}

/** `advance 5m` */
function advanceBy(words: Words, story: Story): readonly string[] {
  const span = readSpan(words.next("a span such as 5m"));
  words.end();
  advance(story, span);
  return [];
}

/** `at 14:42:22.5`: on the same day, and not gone by. */
function at(words: Words, story: Story): readonly string[] {
  const time = words.next("a time of day");
  words.end();
  const today = new Date(story.now()).toISOString().slice(0, 10);
  const then = parseInstant(`${today}T${time}Z`) ?? fail(`"${time}" is no time of day`);
  story.moveTo(then);
  return [];
}

function oneOf(allowed: readonly string[], value: string): string {
  return allowed.includes(value) ? value : fail(`"${value}" is none of ${allowed.join(", ")}`);
}

/** `configuration old image=ami-1`: a launch configuration. */
function configuration(words: Words, story: Story): readonly string[] {
  const LaunchConfigurationName = words.next("a launch configuration's name");
  const ImageId = words.text("image") ?? fail("configuration needs image=");
  words.end();
  story.autoscaling("CreateLaunchConfiguration", {
    LaunchConfigurationName,
    ImageId,
    InstanceType: "t3.nano",
  });
  return [];
}

export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["world", world],
  ["behavior", behavior],
  ["template", template],
  ["configuration", configuration],
  ["advance", advanceBy],
  ["at", at],
  ...Object.entries(faultCommands),
  ...Object.entries(groupCommands),
  ...Object.entries(hookCommands),
  ...Object.entries(refreshCommands),
  ...Object.entries(scheduleCommands),
  ...Object.entries(alarmCommands),
  ...Object.entries(balancerCommands),
  ...Object.entries(policyCommands),
  ...Object.entries(lookingCommands),
  ...Object.entries(printingCommands),
  ...Object.entries(warmPoolCommands),
]);
