/**
 * Moves virtual time: in one go, or from one due instant to the next where somebody must have
 * answered an instant's events before time goes on.
 */
import type { Instant } from "../domain/time.ts";
import type { ControlOptions } from "./options.ts";

type Moving = Pick<ControlOptions, "emulator" | "pacer" | "turns" | "deliveries">;

/** To that instant; what a replaced world has then is another time. */
export async function moveTime(at: Instant, moving: Moving): Promise<void> {
  const { emulator, pacer, turns, deliveries } = moving;
  await hearAnswers(moving);
  while (deliveries.isWaitedFor()) {
    const dueAt = emulator.nextDueAt();
    if (dueAt === undefined || dueAt >= at) break;
    pacer.advanceTo(Math.max(pacer.now(), dueAt));
    await turns.catchUp();
    if (await hearAnswers(moving)) return;
  }
  pacer.advanceTo(Math.max(pacer.now(), at));
  await turns.catchUp();
  await hearAnswers(moving);
}

/** Answers may bring about further events at the same instant, but not for ever. */
const mostRounds = 1000;

/**
 * Time stands while the targets that are waited for answer; their calls have turns meanwhile. True
 * when one of them has replaced the world.
 */
export async function hearAnswers({ emulator, turns, deliveries }: Moving): Promise<boolean> {
  let isReplaced = false;
  const onReplaced = () => {
    isReplaced = true;
  };
  const stopListening = emulator.listenToEvents({ onSent: () => undefined, onReplaced });
  try {
    for (let round = 0; round < mostRounds && !isReplaced; round += 1) {
      const answers = deliveries.answers();
      if (answers === undefined) break;
      await turns.stepAside(answers);
      await turns.catchUp();
    }
  } finally {
    stopListening();
  }
  return isReplaced;
}
