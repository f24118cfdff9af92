/** Where a clock that runs is to stop: a checkpoint, a status, a failed launch, or any event (C-09). */
import { activeRefresh } from "../data/group.ts";
import { otherStatuses } from "../data/words.ts";
import { chosen, clock, moving } from "../data/world.ts";
import { eventTypes, refreshEvent } from "./event-types.ts";
import { stopAt } from "./moves.ts";

interface Choice {
  readonly name: string;
  readonly text: string;
  readonly condition: object;
}

/** Of the group that is looked at, if there is one. */
function eventOf(type: unknown): object {
  const { group, account, region } = chosen.value ?? {};
  const detail = group === undefined ? {} : { detail: { AutoScalingGroupName: [group] } };
  return { event: { "detail-type": [type], ...detail }, account, region };
}

/** Of a refresh that is under way also the statuses that AWS sends no event of. */
function anyStatus(): object {
  const active = activeRefresh.value;
  if (active === undefined) return eventOf({ prefix: refreshEvent });
  return { ...chosen.value, refresh: active.id, status: otherStatuses(active.status) };
}

const choices = (): readonly Choice[] => [
  {
    name: "checkpoint",
    text: "Checkpoint",
    condition: eventOf(`${refreshEvent} Checkpoint Reached`),
  },
  { name: "status", text: "Any status change", condition: anyStatus() },
  {
    name: "failure",
    text: "Failed launch",
    condition: eventOf("EC2 Instance Launch Unsuccessful"),
  },
];

const events = (): readonly Choice[] =>
  eventTypes.map((type) => ({ name: type, text: type, condition: eventOf(type) }));

/** Members in their order, without those that are undefined, as the emulator tells them. */
function choiceOf(condition: object | null | undefined): Choice | undefined {
  // By the time that it is told the present status may be another one.
  if (condition && "status" in condition) return choices().find(({ name }) => name === "status");
  const told = JSON.stringify(sorted(condition ?? {}));
  return [...choices(), ...events()].find((one) => JSON.stringify(sorted(one.condition)) === told);
}

const sorted = (condition: object) =>
  Object.entries(condition)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));

export function StopAt() {
  const { breakAt = null } = clock.value ?? {};
  const present = choiceOf(breakAt)?.name ?? "other";
  const choose = (name: string) => {
    const choice = [...choices(), ...events()].find((one) => one.name === name);
    return stopAt(choice?.condition ?? null);
  };
  return (
    <label class="stop-at">
      Stop at
      <select
        value={breakAt === null ? "" : present}
        title="Play stops there; moves go on"
        disabled={moving.value !== undefined}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value="">nothing</option>
        {breakAt !== null && present === "other" && <option value="other">as asked</option>}
        <Options of={choices()} />
        <optgroup label="Event">
          <Options of={events()} />
        </optgroup>
      </select>
    </label>
  );
}

function Options({ of }: { readonly of: readonly Choice[] }) {
  return (
    <>
      {of.map(({ name, text }) => (
        <option key={name} value={name}>
          {text}
        </option>
      ))}
    </>
  );
}

/** Why the clock stands, if it was to stop there; undefined for any other clock. */
export function stopWords(): string | undefined {
  const stop = clock.value?.stopped;
  if (stop === null || stop === undefined) return undefined;
  return `Stopped at: ${choiceOf(stop.breakAt)?.text ?? JSON.stringify(stop.breakAt)}`;
}
