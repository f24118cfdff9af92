/** AWS-like identifiers drawn from the seed, so that the same run repeats the same ids. */
import { customRandom } from "nanoid";
import type { Draws } from "../domain/chance.ts";
import type { Identifiers } from "../domain/identifiers.ts";
import { nextBytes, nextFraction, type Purpose, type RandomState, seeded } from "./random.ts";

const hexadecimal = "0123456789abcdef";
const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export interface SeededIdentifiers extends Draws {
  /** Request ids have their own generator, so that reads do not shift other ids. */
  requestId(): string;
  /** The generators by purpose, for snapshots. */
  readonly states: Readonly<Record<Purpose, RandomState>>;
  /** The current state of all generators. */
  mark(): Mark;
  /** Undoes all draws since the mark. */
  goBackTo(mark: Mark): void;
  /** Shows what would be drawn next, without drawing it. */
  foresee<T>(draw: (identifiers: Identifiers) => T): T;
}

/** The generators' states in the order of `states`. */
type Mark = readonly RandomState[];

export function seededIdentifiers(seed: string): SeededIdentifiers {
  const states: Record<Purpose, RandomState> = {
    instance: seeded(seed, "instance"),
    launchTemplate: seeded(seed, "launchTemplate"),
    reservation: seeded(seed, "reservation"),
    ec2Record: seeded(seed, "ec2Record"),
    uuid: seeded(seed, "uuid"),
    token: seeded(seed, "token"),
    request: seeded(seed, "request"),
    fault: seeded(seed, "fault"),
    faultChance: seeded(seed, "faultChance"),
    behaviorChance: seeded(seed, "behaviorChance"),
  };
  const all = Object.values(states);
  const digits = (purpose: Purpose, count: number) =>
    customRandom(hexadecimal, count, (size) => nextBytes(states[purpose], size));
  const instanceDigits = digits("instance", 16);
  const templateDigits = digits("launchTemplate", 16);
  const reservationDigits = digits("reservation", 16);
  const ec2Digits = digits("ec2Record", 16);
  const uuidDigits = digits("uuid", 32);
  const requestDigits = digits("request", 32);
  const faultDigits = digits("fault", 8);
  const mark = () => all.map((state) => ({ ...state }));
  const goBackTo = (before: Mark) => {
    for (const [nth, state] of all.entries()) Object.assign(state, before[nth]);
  };
  const identifiers: SeededIdentifiers = {
    states,
    mark,
    goBackTo,
    foresee: (draw) => {
      const before = mark();
      const drawn = draw(identifiers);
      goBackTo(before);
      return drawn;
    },
    instanceId: () => ["i-0", instanceDigits()].join(""),
    launchTemplateId: () => `lt-0${templateDigits()}`,
    reservationId: () => `r-0${reservationDigits()}`,
    ec2Id: (prefix) => `${prefix}-0${ec2Digits()}`,
    uuid: () => uuidFrom(uuidDigits()),
    requestId: () => uuidFrom(requestDigits()),
    faultId: () => `fault-${faultDigits()}`,
    faultChance: () => nextFraction(states.faultChance),
    behaviorChance: () => nextFraction(states.behaviorChance),
    token: (length) => customRandom(base64, length, (size) => nextBytes(states.token, size))(),
  };
  return identifiers;
}

/**
 * 32 digits in the form of a UUID version 4. Joined, not concatenated: Node keeps all parts of a
 * concatenated string alive, which would triple the memory of the many identifiers.
 */
function uuidFrom(digits: string): string {
  const variant = hexadecimal[8 + (Number.parseInt(digits.charAt(16), 16) % 4)];
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join("-");
}
