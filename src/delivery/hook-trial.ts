/** Tries out a lifecycle hook's target before the hook is put (G-153). */

import { testNotification } from "../domain/notifications/test-notification.ts";
import { notificationTexts } from "../domain/texts/notification-texts.ts";
import { regionOf } from "../domain/world.ts";
import type { Emulator, EmulatorCall } from "../emulator.ts";
import { validationError } from "../model/faults.ts";
import { SendError } from "../senders/message.ts";
import type { ArnSender } from "../senders/send-to-arn.ts";
import type { Turns } from "../turns/turns.ts";
import { messageTo } from "./messages.ts";
import { usualPatience } from "./tries.ts";

export type HookTrial = (call: EmulatorCall) => Promise<void> | undefined;

export interface HookTrialOptions {
  readonly emulator: Pick<Emulator, "foresee" | "world">;
  readonly turns: Pick<Turns, "stepAside" | "catchUp">;
  readonly now: () => number;
}

/**
 * Within a turn, before a call: undefined when nothing is to be tried out, else a promise that
 * rejects with AWS's refusal when the target did not take the test message. Others have their turns
 * meanwhile.
 */
export function hookTrialOf(
  sender: ArnSender,
  { emulator, turns, now }: HookTrialOptions,
): HookTrial {
  return (call) => {
    if (call.operation !== "PutLifecycleHook") return undefined;
    const put = emulator.foresee(call).find(({ type }) => type === "LifecycleHookPut");
    if (put?.type !== "LifecycleHookPut") return undefined;
    const { hook, group } = put;
    const { notificationTargetArn: arn } = hook;
    if (arn === undefined || !sender.reaches(arn)) return undefined;
    const { account, region, requestId } = call.caller;
    const groupArn = regionOf(emulator.world, account, region).groups.get(group)?.arn ?? "";
    const body = testNotification({ account, group, groupArn, requestId, at: now() });
    const sent = sender.send(messageTo(arn, body), AbortSignal.timeout(usualPatience.timeout));
    return tried(sent, turns, () => validationError(notificationTexts.cannotPublish(hook)));
  };
}

async function tried(
  sent: Promise<void>,
  turns: HookTrialOptions["turns"],
  refusal: () => Error,
): Promise<void> {
  let failure: unknown;
  const settled = sent.catch((error: unknown) => {
    failure = error instanceof SendError ? refusal() : error;
  });
  await turns.stepAside(settled);
  await turns.catchUp();
  if (failure !== undefined) throw failure;
}
