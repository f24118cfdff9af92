/** What two instance refreshes have in common and what not, as rows of a table in words. */
import type { RefreshSummary } from "../../client/answers.ts";
import type { RefreshHistory } from "../../client/history.ts";
import type { DescribedRefresh } from "../data/shapes.ts";
import { elapsedText, instantOf, spanText } from "../data/times.ts";
import { type RefreshStatus, statusWords } from "../data/words.ts";
import type { ChartData } from "../refresh/course.ts";
import { preferenceNames, valueText } from "../refresh/preference-words.ts";

/** One of the two, with all that is known of it. */
export interface Compared {
  readonly refresh: Omit<DescribedRefresh, "StatusReason"> & {
    readonly StatusReason?: string | undefined;
  };
  /** From what it was to launch, in words. */
  readonly target: string;
  readonly figures: { readonly summary: Summary | null } | undefined;
  readonly marks: readonly Pick<RefreshHistory["marks"][number], "kind" | "at" | "percentage">[];
  /** Its capacity since it began, in seconds. */
  readonly course: ChartData;
}

type Told = NonNullable<RefreshSummary["summary"]>;
type ToldExtreme = NonNullable<Told["lowestReady"]>;
type Extreme = Omit<ToldExtreme, "desired"> | null;

interface Summary
  extends Pick<Told, "secondsInStatus" | "launches" | "failedLaunches" | "terminations"> {
  readonly lowestReady: Extreme;
  readonly lowestInService: Extreme;
  readonly highestTotal: Extreme;
  readonly batchCount?: number | undefined;
}

export interface Row {
  readonly name: string;
  readonly values: readonly [a: string, b: string];
  /** In words; empty where both are the same. */
  readonly difference: string;
}

type Pair = readonly [a: Compared, b: Compared];

/** The text of a fact, and a number to tell the difference by, where it has one. */
interface Value {
  readonly text: string;
  readonly number?: number | undefined;
}

interface Measure {
  readonly more: string;
  readonly less: string;
  readonly amountText: (amount: number) => string;
}

const unknown: Value = { text: "—" };

const rounded = (amount: number) => String(Math.round(amount * 100) / 100);
const secondsText = (seconds: number) => spanText(seconds * 1000);

const counted: Measure = { more: "more", less: "fewer", amountText: rounded };
const leveled: Measure = { more: "higher", less: "lower", amountText: rounded };
const points: Measure = { more: "more", less: "less", amountText: (one) => `${one} points` };
const hours: Measure = { more: "more", less: "less", amountText: hoursText };
const lasting: Measure = { more: "longer", less: "shorter", amountText: secondsText };
const timed: Measure = { more: "later", less: "earlier", amountText: secondsText };

/** Every fact of both, in the order in which one asks. */
export function factsOf(pair: Pair): readonly Row[] {
  return [
    row("Status", pair, ({ refresh }) => ({ text: statusWords[refresh.Status].text })),
    row("Status reason", pair, ({ refresh }) => ({ text: refresh.StatusReason ?? "—" })),
    row("To", pair, ({ target }) => ({ text: target })),
    row("Complete", pair, completion, points),
    row("Took", pair, duration, lasting),
    ...statusRows(pair),
    row("Lowest ready", pair, extreme("lowestReady"), leveled),
    row("Lowest in service", pair, extreme("lowestInService"), leveled),
    row("Highest total", pair, extreme("highestTotal"), leveled),
    row("Total above desired", pair, ({ course }) => area(course, 1), hours),
    row("Ready below desired", pair, ({ course }) => area(course, -1), hours),
    row("Batches", pair, figure("batchCount"), counted),
    row("Launches", pair, figure("launches"), counted),
    row("Failed launches", pair, figure("failedLaunches"), counted),
    row("Terminations", pair, figure("terminations"), counted),
    ...checkpointRows(pair),
  ];
}

/** The preferences in which they differ, in the order that AWS's console has. */
export function preferencesThatDiffer(pair: Pair): readonly Row[] {
  const named = Object.entries(preferenceNames).map(([name, words]) =>
    row(words, pair, ({ refresh }) => preference(name, refresh.Preferences?.[name])),
  );
  const strategy = row("Strategy", pair, ({ refresh }) => ({
    text: refresh.Strategy ?? "Rolling",
  }));
  return [strategy, ...named].filter(({ difference }) => difference !== "");
}

function preference(name: string, value: unknown): Value {
  const text = value === undefined ? "" : valueText(name, value);
  return { text: text === "" ? "not set" : text };
}

function row(
  name: string,
  pair: Pair,
  read: (one: Compared) => Value,
  measure: Measure = counted,
): Row {
  const [a, b] = [read(pair[0]), read(pair[1])];
  return { name, values: [a.text, b.text], difference: differenceOf(a, b, measure) };
}

function differenceOf(a: Value, b: Value, { more, less, amountText }: Measure): string {
  if (a.text === b.text) return "";
  if (a.number === undefined || b.number === undefined) return "differs";
  const amount = b.number - a.number;
  if (amount === 0) return "";
  return `B ${amountText(Math.abs(amount))} ${amount > 0 ? more : less}`;
}

function completion({ refresh }: Compared): Value {
  const percentage = refresh.PercentageComplete ?? 0;
  return { text: `${percentage} %`, number: percentage };
}

/** Of one under way, how long its course is so far. */
function duration({ refresh, course }: Compared): Value {
  const { StartTime: start, EndTime: end } = refresh;
  if (start === undefined) return { text: "not started" };
  if (end === undefined) {
    const number = course.at.at(-1) ?? 0;
    return { text: `${secondsText(number)} so far`, number };
  }
  const number = (instantOf(end) - instantOf(start)) / 1000;
  return { text: secondsText(number), number };
}

function statusRows(pair: Pair): readonly Row[] {
  const seconds = ({ figures }: Compared) => figures?.summary?.secondsInStatus ?? {};
  const isEntered = (status: string) => pair.some((one) => (seconds(one)[status] ?? 0) > 0);
  const entered = (Object.keys(statusWords) as RefreshStatus[]).filter(isEntered);
  return entered.map((status) =>
    row(
      `${statusWords[status].text} for`,
      pair,
      (one) => {
        if (one.figures?.summary == null) return unknown;
        const number = seconds(one)[status] ?? 0;
        return { text: secondsText(number), number };
      },
      lasting,
    ),
  );
}

function figure(name: "batchCount" | "launches" | "failedLaunches" | "terminations") {
  return ({ figures }: Compared): Value => {
    const number = figures?.summary?.[name];
    return number === undefined ? unknown : { text: String(number), number };
  };
}

function extreme(name: keyof Pick<Summary, "lowestReady" | "lowestInService" | "highestTotal">) {
  return ({ figures, refresh }: Compared): Value => {
    const found = figures?.summary?.[name];
    if (found === undefined || found === null) return unknown;
    const { units, percentage, at } = found;
    const since = instantOf(at) - instantOf(refresh.StartTime ?? at);
    return { text: `${units} (${percentage} %) at ${elapsedText(since)}`, number: units };
  };
}

/** How much total was above desired (1) or ready below it (-1), in units times hours. */
function area({ at, desired, total, ready }: ChartData, side: 1 | -1): Value {
  if (at.length === 0) return unknown;
  let sum = 0;
  for (const [nth, from] of at.entries()) {
    const wanted = desired[nth] ?? 0;
    const over = side === 1 ? (total[nth] ?? wanted) - wanted : wanted - (ready[nth] ?? wanted);
    sum += Math.max(0, over) * ((at[nth + 1] ?? from) - from);
  }
  const number = Math.round(sum / 36) / 100;
  return { text: hoursText(number), number };
}

function hoursText(amount: number): string {
  return `${rounded(amount)} unit-hours`;
}

/** When each checkpoint of either was reached, since the beginning. */
function checkpointRows(pair: Pair): readonly Row[] {
  const reached = ({ marks }: Compared) => marks.filter(({ kind }) => kind === "checkpoint");
  const all = pair.flatMap(reached).map(({ percentage }) => percentage ?? 0);
  const percentages = [...new Set(all)].sort((one, other) => one - other);
  return percentages.map((percentage) =>
    row(
      `Checkpoint ${percentage} % reached`,
      pair,
      (one) => {
        const mark = reached(one).find((it) => it.percentage === percentage);
        if (mark === undefined) return { text: "not reached" };
        const since = instantOf(mark.at) - instantOf(one.refresh.StartTime ?? mark.at);
        return { text: `at ${elapsedText(since)}`, number: since / 1000 };
      },
      timed,
    ),
  );
}
