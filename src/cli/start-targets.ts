/** The targets of events that the flags of `start` ask for. */
import type { TargetDescription } from "../domain/target-description.ts";
import type { StartFlags } from "./start-flags.ts";

type TargetFlags = Pick<StartFlags, "webhook" | "eventsEndpoint" | "eventBus" | "eventsSource">;

export function targetsOf(flags: TargetFlags): readonly TargetDescription[] {
  const { webhook: url, eventsEndpoint: endpoint, eventBus: bus, eventsSource: source } = flags;
  const targets: TargetDescription[] = [];
  if (url !== undefined) targets.push({ name: "webhook", webhook: { url } });
  if (endpoint !== undefined) {
    targets.push({ name: "event-bus", eventBridge: { endpoint, bus, source } });
  }
  return targets;
}
