/** Reads docs/aws-rules.md: each of AWS's rules, what becomes of it here, and the proof. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const file = join(import.meta.dirname, "../../docs/aws-rules.md");

export interface AwsRule {
  readonly rule: string;
  /** What AWS does. */
  readonly says: string;
  readonly certainty: string;
  readonly source: string;
  readonly state: string;
  /** Why it is not emulated. */
  readonly reason: string;
  /** The files whose titles name the rule. */
  readonly proof: readonly string[];
}

const ofRule = new RegExp(
  [
    /#### ([RG]-\d{3})\n\n([\s\S]*?)\n\n/,
    /Certainty: (.*?)\. Source: (.*)\.\n\n/,
    /State: ([a-z ]+?)(?: \((.*)\))?\. Proof: (.*)\.\n/,
  ]
    .map(({ source }) => source)
    .join(""),
  "g",
);

export function rulesIn(text: string): readonly AwsRule[] {
  return [...text.matchAll(ofRule)].map((match) => {
    const [, rule = "", says = "", certainty = "", source = "", state = ""] = match;
    const [reason = "", proof = ""] = match.slice(6);
    const files = [...proof.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path);
    return { rule, says, certainty, source, state, reason, proof: files };
  });
}

export const awsRulesText = () => readFileSync(file, "utf8");

/** The page with the files that prove each rule as they are now. */
export function withProofs(
  page: string,
  filesOf: ReadonlyMap<string, ReadonlySet<string>>,
): string {
  return page.replace(ofRule, (section, rule: string) => {
    const files = [...(filesOf.get(rule) ?? [])].map((path) => `\`${path}\``);
    const proof = files.length === 0 ? "none" : files.join(", ");
    return section.replace(/ Proof: .*\n$/, () => ` Proof: ${proof}.\n`);
  });
}

/** The keys in the table of sources at the end of the page. */
export function sourceKeysIn(text: string): ReadonlySet<string> {
  const [, table = ""] = text.split("\n# Sources\n");
  const cells = [...table.matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = ""]) => cell);
  return new Set(cells.flatMap((cell) => cell.split(/ \/ |, /)));
}
