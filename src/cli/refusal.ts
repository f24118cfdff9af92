/** A failure that the user can understand and mend: told in its own words, without a stack. */

export type ExitCode = 1 | 2 | 126 | 127;

export class Refusal extends Error {
  /** 1: it could not be done; 2: the command line makes no sense; others as shells have them. */
  readonly exitCode: ExitCode;
  /** One for each thing that is wrong. */
  readonly lines: readonly [string, ...string[]];

  constructor(lines: string | readonly string[], exitCode: ExitCode = 1) {
    const [first = "", ...others] = typeof lines === "string" ? [lines] : lines;
    super([first, ...others].join("\n"));
    this.lines = [first, ...others];
    this.exitCode = exitCode;
  }
}
