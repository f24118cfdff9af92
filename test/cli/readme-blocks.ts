/** The shell blocks of README that a test runs, and what they say that they print. */

export interface Block {
  readonly name: string;
  readonly script: string;
  /** The texts after `# prints`, in order; `…` stands for anything, a space for any white space. */
  readonly prints: readonly string[];
}

/** Blocks opened by "```bash #run name". */
export function readmeBlocks(readme: string): readonly Block[] {
  const blocks = [...readme.matchAll(/^```bash #run ([\w-]+)\n([\s\S]*?)^```$/gm)];
  return blocks.map(([, name = "", script = ""]) => ({
    name,
    script,
    prints: [...script.matchAll(/^# prints (.*)$/gm)].map(([, text = ""]) => text),
  }));
}

/** The first text that the output does not have after those before it; undefined when all stand. */
export function missingIn(output: string, prints: readonly string[]): string | undefined {
  let rest = output;
  for (const text of prints) {
    const found = pattern(text).exec(rest);
    if (found === null) return text;
    rest = rest.slice(found.index + found[0].length);
  }
  return undefined;
}

function pattern(text: string): RegExp {
  const pieces = text.split("…").map((piece) =>
    piece
      .split(/ +/)
      .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("\\s+"),
  );
  return new RegExp(pieces.join("[\\s\\S]*?"));
}
