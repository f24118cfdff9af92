/** The `events` command: what AWS would have sent to EventBridge, and with --follow what comes. */
import type { BusEvent } from "../client/answers.ts";
import { UnreachableError } from "../domain/user-errors.ts";
import { visible } from "../domain/visible.ts";
import { askEmulator, type EndpointFlags, type PlaceFlags } from "./endpoint.ts";
import { endWhenNobodyReads, show } from "./terminal.ts";

export interface EventsFlags extends EndpointFlags, PlaceFlags {
  readonly group?: string;
  readonly type?: string;
  readonly follow?: boolean;
}

/** With --follow it ends by a signal, or when the emulator is gone. */
export async function showEvents(flags: EventsFlags): Promise<void> {
  endWhenNobodyReads();
  await askEmulator(flags, async (control) => {
    const { account, region, group, type = "", json = false } = flags;
    const lineOf = json ? JSON.stringify : eventLine;
    const isMeant = (event: BusEvent) => event["detail-type"].includes(type);
    const place = { account, region, group };
    if (flags.follow !== true) {
      show(...(await control.events(place)).filter(isMeant).map((event) => lineOf(event)));
      return;
    }
    for await (const event of control.follow({ ...place, since: 0 })) {
      if (isMeant(event)) show(lineOf(event));
    }
    throw new UnreachableError("the emulator has stopped");
  });
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
