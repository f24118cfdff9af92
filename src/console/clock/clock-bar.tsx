/** The bar that tells the time and moves it; always there. */
import { useRef } from "preact/hooks";
import { group, isUnderWay } from "../data/group.ts";
import { beganAt } from "../data/story.ts";
import { clockText, dateText, elapsedText, instantOf, spanText } from "../data/times.ts";
import { clock, isRunning, moving, now } from "../data/world.ts";
import { Icon } from "../frame/icons.tsx";
import { checkpointAhead } from "../refresh/model.ts";
import {
  advance,
  moveNote,
  playOrPause,
  setSpeed,
  speeds,
  toCheckpoint,
  toNextEvent,
  toNextStatus,
  toTheEnd,
  untilTime,
} from "./moves.ts";
import { StopAt, stopWords } from "./stop-at.tsx";
import { Undo } from "./undo.tsx";

export function ClockBar() {
  return (
    <section class="clock" aria-label="Clock">
      <Time />
      <div class="clock-moves" role="toolbar" aria-label="Move the clock">
        <Pace />
        <Steps />
        <Jumps />
        <Until />
        <StopAt />
        <Undo />
      </div>
      <Note />
    </section>
  );
}

function Time() {
  const at = now.value;
  if (at === undefined) return <div class="clock-time soft">…</div>;
  const began = beganAt.value;
  const since = began === undefined || at < began ? undefined : elapsedText(at - began);
  return (
    <div class="clock-time">
      <time class="clock-now numbers" dateTime={new Date(at).toISOString()} title={dateText(at)}>
        {clockText(at)}
      </time>
      <span class="soft numbers">{dateText(at).slice(0, 10)} UTC</span>
      {since !== undefined && isUnderWay.value && <span class="soft numbers">{since} in</span>}
    </div>
  );
}

function Pace() {
  const { mode = "manual", speed = 1 } = clock.value ?? {};
  const runs = isRunning.value;
  const shown = speeds.some((one) => one === speed) ? speeds : [...speeds, speed];
  return (
    <div class="joined">
      <button
        type="button"
        class={runs ? "pressed" : ""}
        disabled={moving.value !== undefined}
        title={`The clock is ${mode === "realtime" ? "running" : mode} (Space)`}
        onClick={playOrPause}
      >
        <Icon name={runs ? "pause" : "play"} />
        {runs ? "Pause" : "Play"}
      </button>
      <select
        aria-label="Speed"
        value={String(speed)}
        disabled={moving.value !== undefined}
        onChange={({ currentTarget }) => setSpeed(Number(currentTarget.value))}
      >
        {shown.map((one) => (
          <option key={one} value={String(one)}>
            {one} ×
          </option>
        ))}
      </select>
    </div>
  );
}

const spans = [
  ["10s", "+10 s"],
  ["1m", "+1 min"],
  ["10m", "+10 min"],
] as const;

function Steps() {
  return (
    <div class="joined">
      {spans.map(([span, text]) => (
        <Move key={span} text={text} does={() => advance(span)} />
      ))}
    </div>
  );
}

interface MoveProps {
  readonly text: string;
  readonly does: () => unknown;
  readonly hint?: string;
  readonly isOff?: boolean;
}

function Move({ text, does, hint, isOff = false }: MoveProps) {
  return (
    <button
      type="button"
      title={hint}
      disabled={isOff || moving.value !== undefined}
      onClick={() => does()}
    >
      {text}
    </button>
  );
}

function Jumps() {
  const isOver = !isUnderWay.value;
  const checkpoint = checkpointAhead.value;
  return (
    <div class="joined">
      <Move text="Next event" hint="To whatever happens next (n)" does={toNextEvent} />
      <Move
        text="Checkpoint"
        hint={checkpoint === undefined ? "No checkpoint ahead" : `To ${checkpoint} % (c)`}
        isOff={checkpoint === undefined}
        does={() => checkpoint !== undefined && toCheckpoint(checkpoint)}
      />
      <Move text="Next status" isOff={isOver} does={toNextStatus} />
      <Move text="To the end" hint="To the end of the refresh (e)" isOff={isOver} does={toTheEnd} />
    </div>
  );
}

/** A time of the same day may leave out the date. */
function Until() {
  const field = useRef<HTMLInputElement>(null);
  const go = (event: Event) => {
    event.preventDefault();
    const text = field.current?.value.trim() ?? "";
    const day = new Date(now.value ?? 0).toISOString().slice(0, 11);
    const isClock = /^\d{1,2}:\d{2}(:\d{2})?$/.test(text);
    if (text !== "") untilTime(isClock ? `${day}${text.padStart(5, "0")}Z` : text);
  };
  return (
    <form class="joined" onSubmit={go}>
      <input
        ref={field}
        aria-label="Until this time, in UTC"
        placeholder="hh:mm:ss"
        size={9}
        class="numbers"
      />
      <button type="submit" disabled={moving.value !== undefined}>
        Until
      </button>
    </form>
  );
}

/** What is going on, what went wrong, or else what is due next. */
function Note() {
  const note = moveNote.value;
  if (moving.value !== undefined) {
    return (
      <p class="clock-note tone-busy" role="status">
        advancing… {moving.value}
      </p>
    );
  }
  if (note !== undefined) {
    return (
      <p class={`clock-note ${note.isRefusal ? "tone-bad" : "tone-wait"}`} role="alert">
        {note.says}
      </p>
    );
  }
  const stop = stopWords();
  if (stop === undefined) return <Due />;
  return (
    <p class="clock-note tone-wait" role="status">
      {stop}
    </p>
  );
}

/** The next thing that happens by itself: of the group that is looked at, else anywhere. */
function Due() {
  const at = now.value;
  const due = group.value?.nextDue;
  const next = due?.at ?? clock.value?.nextDueAt;
  if (at === undefined || next === undefined || next === null) {
    return <p class="clock-note soft">Nothing is due.</p>;
  }
  const left = spanText(instantOf(next) - at);
  if (due) return <p class="clock-note soft numbers">{`in ${left}: ${due.says}`}</p>;
  const of = group.value === undefined ? "" : "Nothing of this group is due. ";
  return <p class="clock-note soft numbers">{`${of}The next event is in ${left}.`}</p>;
}
