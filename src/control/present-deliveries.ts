/** What becomes of events and messages, as `info` tells it. */
import type { Region } from "../domain/world.ts";
import type { ControlOptions } from "./options.ts";

/** More ARNs than so many are not listed. */
const mostArns = 100;

export function showDeliveries({ emulator, deliveries }: ControlOptions) {
  const targets = deliveries.all().map(({ target, counts, waiting, isDown }) => {
    const { delivered, failed, dropped } = counts;
    const how = { delivered, failed, dropped, waiting: waiting(), isDown: isDown() };
    return { name: target.name, ...how };
  });
  const arns = new Set<string>();
  for (const region of emulator.world.regions.values()) {
    for (const arn of addressedIn(region)) if (!deliveries.reaches(arn)) arns.add(arn);
  }
  const nowhere = [...arns].slice(0, mostArns);
  return { droppedEvents: emulator.eventCounts().dropped, targets, nowhere };
}

/** The ARNs that lifecycle hooks, notification configurations and rules send messages to. */
function* addressedIn({ groups, eventRules }: Region): Generator<string> {
  for (const { lifecycleHooks, notifications } of groups.values()) {
    for (const { notificationTargetArn: arn } of lifecycleHooks.values()) if (arn) yield arn;
    yield* notifications.keys();
  }
  for (const { targets } of eventRules.values()) for (const { arn } of targets) yield arn;
}
