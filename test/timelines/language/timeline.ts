/**
 * Reads a timeline (prose, commands, `----`, output), replays its commands on a fresh emulator, and
 * writes it down again with the output of now. Equal text means that the story still holds.
 */
import { ServiceError } from "../../../src/model/faults.ts";
import { commands } from "./commands.ts";
import { newStory, type Story } from "./story.ts";
import { readWords, TimelineMistake } from "./words.ts";

/** The first comment line: what the timeline proves, with rule numbers. */
export function titleOf(text: string): string {
  const [first = ""] = text.split("\n");
  return first.replace(/^#\s*/, "");
}

/** The whole file as it is to be, replayed. A mistake in it is thrown with file and line. */
export function replay(text: string, path: string): string {
  const story = newStory();
  const blocks = blocksOf(text).map((block) => replayBlock(block, story, path));
  return `${blocks.join("\n\n")}\n`;
}

interface Block {
  /** Prose and commands, each with its line number. */
  readonly lines: { readonly text: string; readonly number: number }[];
}

const rule = "----";

/** A blank line ends a block; what follows `----` in it is old output and is not read. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let block: Block | undefined;
  let isOutput = false;
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "") {
      block = undefined;
      isOutput = false;
      continue;
    }
    if (block === undefined) {
      block = { lines: [] };
      blocks.push(block);
    }
    isOutput ||= line === rule;
    if (!isOutput) block.lines.push({ text: line, number: index + 1 });
  }
  return blocks;
}

function replayBlock({ lines }: Block, story: Story, path: string): string {
  const output = lines
    .filter(({ text }) => !text.startsWith("#"))
    .flatMap(({ text, number }) => run(text, story, `${path}:${number}`));
  const source = lines.map(({ text }) => text);
  const shown = output.length === 0 ? source : [...source, rule, ...output];
  return shown.join("\n");
}

/** The lines that a command prints; an error of AWS is one of them. */
function run(line: string, story: Story, place: string): readonly string[] {
  try {
    const words = readWords(line);
    const command = commands.get(words.command);
    if (command === undefined) throw new TimelineMistake(`no command "${words.command}"`);
    return command(words, story).map((text) => story.names.named(text));
  } catch (error) {
    if (error instanceof ServiceError) {
      return [story.names.named(`${error.code}: ${error.message}`)];
    }
    if (error instanceof TimelineMistake) throw new Error(`${place}: ${error.message}`);
    throw new Error(`${place}: ${line}`, { cause: error });
  }
}
