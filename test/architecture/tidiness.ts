/** The rules of tidiness that are read off a file's text, one row each. */

interface Rule {
  readonly says: string;
  readonly holdsFor: RegExp;
  readonly isBroken: (text: string, path: string) => boolean;
}

const inSource = /^src\//;
const everywhere = /^(src|test)\//;
const inSourceButPacer = /^src\/(?!pacer\.ts$|console\/)/;

const hasLongLine = (lines: readonly string[]) =>
  lines.some((line) => [...line].length > 100 && !line.startsWith("import "));
const contains = (pattern: RegExp) => (text: string) => pattern.test(text);

// Patterns are pieced together where this file would break its own rule.
const unfinished = new RegExp(["TO", "DO|FIX", "ME"].join(""));
const focused = new RegExp(`\\b(test|it|describe)${"\\.on"}ly\\(`);

// An element of an array or object that spreads a literal written out in the same place.
const spreadLiteral = /\.{3}\(?(\{|\[(?:[^[\]]|\[[^[\]]*\])*\](?=( as const\))?\s*[,\]]))/;

const rules: readonly Rule[] = [
  {
    says: "opens with a sentence on what it holds or decides",
    holdsFor: everywhere,
    isBroken: (text) => !/^(#!.*\n)?(\/\*\*|\/\/)/.test(text),
  },
  {
    says: "has lines of at most 100 characters",
    holdsFor: inSource,
    isBroken: (text) => hasLongLine(text.split("\n")),
  },
  {
    says: "has lines of at most 100 characters, but for long texts in tables",
    holdsFor: /^test\//,
    isBroken: (text) => hasLongLine(text.split("\n").filter((line) => !/^ *["'`[]/.test(line))),
  },
  {
    says: "draws chance from the seed only",
    holdsFor: inSource,
    isBroken: contains(/Math\.random/),
  },
  {
    says: "sorts by code unit, not by locale",
    holdsFor: inSource,
    isBroken: contains(/localeCompare|Intl\.|toLocale/),
  },
  {
    says: "leaves the clock to src/pacer.ts",
    holdsFor: inSourceButPacer,
    isBroken: contains(/Date\.now|new Date\(\)|performance\.now|hrtime/),
  },
  {
    says: "prints by src/cli/terminal.ts only, which makes names from outside visible",
    holdsFor: /^src\/(?!cli\/terminal\.ts$)/,
    isBroken: contains(/\bstd(out|err)\b|console\.|["']log-update["']|\bwriteSync\(\s*[12]\b/),
  },
  {
    says: "leaves text answers to src/control/route.ts, which makes names from outside visible",
    holdsFor: /^src\/control\/(?!route\.ts$)/,
    isBroken: contains(/contentType: "|reply\.type\(/),
  },
  {
    says: "asks for an error by its class, which the compiler checks",
    holdsFor: inSource,
    isBroken: contains(/\bname [!=]== "\w*Error"/),
  },
  {
    says: "writes members where they belong, and spreads no literal",
    holdsFor: everywhere,
    isBroken: contains(spreadLiteral),
  },
  { says: "leaves no task for later", holdsFor: everywhere, isBroken: contains(unfinished) },
  { says: "runs all its tests", holdsFor: /^test\//, isBroken: contains(focused) },
  { says: "names what it exports", holdsFor: inSource, isBroken: contains(/^export \*/m) },
  {
    says: "lives in a folder and has a name that mean something",
    holdsFor: everywhere,
    isBroken: (_, path) =>
      /(^|\/)(utils?|helpers?|common|manager|types|index)(\.ts$|\/)/.test(path),
  },
];

/** Sentences that are not true of this file, each with its path. */
export function violationsOf(path: string, text: string): readonly string[] {
  return rules
    .filter((rule) => rule.holdsFor.test(path) && rule.isBroken(text, path))
    .map((rule) => `${path} ${rule.says}: not so`);
}
