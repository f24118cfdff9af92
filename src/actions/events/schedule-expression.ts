/** Whether a text is a schedule of EventBridge: `rate(5 minutes)` or `cron(0 20 * * ? *)`. */

export function isSchedule(expression: string): boolean {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate !== null) {
    const count = Number(rate[1]);
    return count > 0 && (rate[3] === "s") === count > 1;
  }
  const cron = /^cron\((.+)\)$/.exec(expression);
  return cron !== null && isCron(cron[1]?.split(/\s+/) ?? []);
}

const months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const days = "SUN MON TUE WED THU FRI SAT".split(" ");

interface Field {
  readonly least: number;
  readonly most: number;
  /** Names of the values from `least` on. */
  readonly names?: readonly string[];
  /** What else a value may be. */
  readonly special?: RegExp;
}

const fields: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31, special: /^(\?|L|LW|L-\d{1,2}|\d{1,2}W)$/ },
  { least: 1, most: 12, names: months },
  {
    least: 1,
    most: 7,
    names: days,
    special: /^(\?|L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5]))$/,
  },
  { least: 1970, most: 2199 },
];

/** One of day of month and day of week has to be a question mark. */
function isCron(parts: readonly string[]): boolean {
  if (parts.length !== fields.length) return false;
  if ((parts[2] === "?") === (parts[4] === "?")) return false;
  return fields.every((field, nth) =>
    (parts[nth] ?? "").split(",").every((item) => isItem(field, item)),
  );
}

/** `*`, a value, a range, or one of these with a step. */
function isItem(field: Field, item: string): boolean {
  if (field.special?.test(item)) return true;
  const [range = "", step, ...more] = item.split("/");
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))) return false;
  if (range === "*") return true;
  const ends = range.split("-").map((text) => numberIn(field, text));
  return ends.length <= 2 && ends.every((end) => end !== undefined);
}

function numberIn({ least, most, names = [] }: Field, text: string): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? least + named : Number(text);
  const isNumber = named >= 0 || /^\d{1,4}$/.test(text);
  return isNumber && value >= least && value <= most ? value : undefined;
}
