/** The `events` command: what AWS would have sent to EventBridge, and with --follow what comes. */
import { setTimeout as sleep } from "node:timers/promises";
import type { BusEvent } from "../client/answers.ts";
import type { Control } from "../client/control.ts";
import { visible } from "../domain/visible.ts";
import { askEmulator, type EndpointFlags, type PlaceFlags } from "./endpoint.ts";
import { endWhenNobodyReads, show } from "./terminal.ts";

export interface EventsFlags extends EndpointFlags, PlaceFlags {
  readonly group?: string;
  readonly type?: string;
  readonly follow?: boolean;
}

const pollMilliseconds = 500;

/** With --follow it ends by a signal, or when the emulator is gone. */
export async function showEvents(flags: EventsFlags): Promise<void> {
  endWhenNobodyReads();
  await askEmulator(flags, async (control) => {
    let seen = await look(control, flags, new Set());
    while (flags.follow === true) {
      await sleep(pollMilliseconds);
      seen = await look(control, flags, seen);
    }
  });
}

/** Shows the events that were not seen yet, and answers the ids of all there are. */
async function look(control: Control, flags: EventsFlags, seen: ReadonlySet<string>) {
  const { account, region, group, type = "" } = flags;
  const events = await control.events({ account, region, group });
  const shown = events.filter(
    (event) => !seen.has(event.id) && event["detail-type"].includes(type),
  );
  if (flags.json === true) show(...shown.map((event) => JSON.stringify(event)));
  else show(...shown.map(eventLine));
  return new Set(events.map(({ id }) => id));
}

/** Time, type, group, and the instance or the refresh that it is about. */
function eventLine({ time, "detail-type": type, detail }: BusEvent): string {
  const {
    AutoScalingGroupName: group,
    EC2InstanceId: instance,
    InstanceRefreshId: refresh,
  } = detail;
  const words = [time, group, type, instance ?? refresh].filter((word) => word !== undefined);
  return visible(words.join("  "));
}
