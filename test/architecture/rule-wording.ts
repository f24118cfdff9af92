/** Whether a rule of docs/aws-rules.md can be read by somebody who knows this repository alone. */
import type { AwsRule } from "./aws-rules.ts";

/** What the page has beside the rule itself. */
export interface PageContext {
  readonly numbers: ReadonlySet<string>;
  /** Keys of the table of sources at the end of the page. */
  readonly sourceKeys: ReadonlySet<string>;
  /** The text of another rule. */
  readonly saysOf: (rule: string) => string;
}

/** References to papers that are not in the repository. */
const hiddenReference = new RegExp(
  [
    /\b(spec|specification|paragraph|section|table|chapter|appendix|kind) §?[0-9]/,
    /\b[Aa]ppendix [A-Z]\b/,
    /\b(table|examples?|texts?|reasons?) of \d\.\d/,
    /\b(observed|[RG]-\d{3}),? \d\.\d\b/,
    /\bG?Q-\d+/,
    /\b(instance-refresh|group-api|second-reading|third-recordings)\.md/,
  ]
    .map(({ source }) => source)
    .join("|"),
);

/** A comment, title or sentence that sends its reader where no reader can go. */
export function citesHiddenPaper(text: string): boolean {
  return hiddenReference.test(text);
}

const certainty = /^(observed|documented|inferred|open)\b/;
const sourceKey = /\b(?:[ACDO]-[A-Z][A-Z0-9]*|P-STR|PF|MV|TFP)\b/g;

/** Shorthand of notes, outside code; prose has words for it. */
const shorthand: readonly (readonly [RegExp, string])[] = [
  [/→/, "has an arrow for a verb"],
  [/\d s\b/, "abbreviates seconds"],
  [/\b(see|as) (above|below)\b/, "points up or down"],
  [
    /^(?:(?! (?:is|are|has|have) )[^.:])*: (the answer is|exactly)\b/,
    "begins with a heading instead of a subject",
  ],
  [/^(No|Use|Sort|Keep|Required|Source)\b/, "has no subject"],
];

/** What is wrong with the wording of a rule; nothing when all is well. */
export function wordingComplaints(rule: AwsRule, page: PageContext): readonly string[] {
  const { says, source } = rule;
  const prose = says.replaceAll(/`[^`]*`/g, "``");
  const blocks = says.split("\n\n");
  const cited = [...`${says} ${source}`.matchAll(/\b[RG]-\d{3}\b/g)].map(([number]) => number);
  const keys = [...source.matchAll(sourceKey)].map(([key]) => key);
  return [
    ...(certainty.test(rule.certainty) ? [] : ["does not say how sure it is"]),
    ...(source === "" ? ["has no source"] : []),
    ...keys.filter((key) => !page.sourceKeys.has(key)).map((key) => `${key} is no source`),
    ...(`${says}${source}`.includes("…") || prose.includes("...") ? ["has an ellipsis"] : []),
    ...shorthand.filter(([pattern]) => pattern.test(prose)).map(([, complaint]) => complaint),
    ...(citesHiddenPaper(prose) || citesHiddenPaper(source) ? ["cites a hidden paper"] : []),
    ...(blocks.every(isSentence) ? [] : ["does not end in a sentence"]),
    ...cited.filter((one) => !page.numbers.has(one)).map((one) => `${one} is no rule`),
    ...correctedBy(rule)
      .filter((one) => !page.saysOf(one).includes(rule.rule))
      .map((one) => `${one} does not name it`),
  ];
}

/** A paragraph ends with a full stop, which may be that of AWS's text; a list follows a colon. */
function isSentence(block: string, index: number, blocks: readonly string[]): boolean {
  if (block.startsWith("- ")) return block.split("\n").every((line) => /^- \S/.test(line));
  const isBeforeList = blocks[index + 1]?.startsWith("- ") === true;
  return isBeforeList ? block.endsWith(":") : /[.?][)"`]*$/.test(block);
}

/** The older rules that this one says to correct; each has to send its readers here. */
function correctedBy({ says }: AwsRule): readonly string[] {
  const sentences = [
    ...says.matchAll(/\b(?:This|It) (?:sharpens|replaces|limits|corrects) [^.]*/g),
  ];
  return sentences.flatMap(([sentence]) => sentence.match(/[RG]-\d{3}/g) ?? []);
}
