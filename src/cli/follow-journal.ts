/**
 * Follows the journal over the stream of changes, also after a lost connection and a restart of the
 * emulator: nothing is left out, and nothing told twice.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { JournalLine } from "../client/answers.ts";
import type { ChangeMessage } from "../client/change-messages.ts";
import type { Control } from "../client/control.ts";
import type { JournalFilter } from "../client/requests.ts";
import { ControlError, UnreachableError } from "../domain/user-errors.ts";
import { wallTimer } from "../pacer.ts";
import { warn } from "./terminal.ts";

/** Milliseconds between two tries, and until it is given up. */
const tryEvery = 500;
const longestLoss = 60_000;

type Tell = (lines: readonly JournalLine[]) => void;
type Filter = Pick<JournalFilter, "account" | "region" | "group"> & {
  readonly since?: number | undefined;
};

/** Begins with what has happened. Ends, by throwing, when the emulator stays away. */
export async function followJournal(
  control: Control,
  { since, ...filter }: Filter,
  tell: Tell,
): Promise<never> {
  const follower = followerOf(control, { since: since ?? 0, ...filter }, tell);
  let isGivenUp: (() => boolean) | undefined;
  for (;;) {
    let failure: unknown = new UnreachableError("the emulator has ended the stream");
    try {
      follower.forget();
      const place = follower.place();
      for await (const message of control.changes({ ...filter, ...place, kinds })) {
        await follower.take(message);
        isGivenUp = undefined;
      }
    } catch (error) {
      if (!isLoss(error)) throw error;
      failure = error;
    }
    const isFirst = isGivenUp === undefined;
    // Whom nobody has ever answered waits for nobody.
    if (follower.place().since === undefined || isGivenUp?.()) throw failure;
    if (isFirst) warn("the connection is lost; trying again for a minute");
    isGivenUp ??= wallTimer(longestLoss);
    await sleep(tryEvery);
  }
}

const kinds = ["clock", "journal"] as const;

/** An emulator that stops or starts answers as if it were not of use. */
function isLoss(error: unknown): boolean {
  return (
    error instanceof UnreachableError || (error instanceof ControlError && error.status >= 500)
  );
}

function followerOf(
  control: Control,
  { since, ...filter }: Filter & { readonly since: number },
  tell: Tell,
) {
  let last: JournalLine | undefined;
  let id: string | undefined;
  let pending: JournalLine[] = [];
  const told = (lines: readonly JournalLine[]) => {
    const seen = last?.sequence ?? since;
    const news = lines.filter(({ sequence }) => sequence > seen);
    if (news.length > 0) tell(news);
    last = news.at(-1) ?? last;
  };
  /** Whether the line that was told last is where it was: if not, another story has begun. */
  const isSameStory = async (): Promise<boolean> => {
    if (last === undefined) return true;
    const [again] = await control.journal({ ...filter, since: last.sequence - 1, limit: 1 });
    return again?.sequence === last.sequence && again.at === last.at && again.type === last.type;
  };
  /** What the stream does not tell. */
  const readOn = async () => {
    if (await isSameStory()) {
      return told(await control.journal({ ...filter, since: last?.sequence ?? since }));
    }
    const whole = await control.journal(filter);
    tell(whole);
    last = whole.at(-1);
  };
  return {
    /** Where the stream is to begin. */
    place: () => ({ since: id }),
    /** A clock follows on the lines of one write; they are told together, as one decision. */
    take: async (message: ChangeMessage): Promise<void> => {
      if (message.kind === "journal") {
        pending.push(message.data);
        return;
      }
      const lines = pending;
      pending = [];
      if (id === undefined || message.kind === "gap") await readOn();
      else told(lines);
      id = message.id;
    },
    /** What came of a write that broke off comes again. */
    forget: () => {
      pending = [];
    },
  };
}
