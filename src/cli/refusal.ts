/** A failure that the user can understand and fix, printed without a stack. */

export type ExitCode = 1 | 2 | 126 | 127;

export class Refusal extends Error {
  /** 1: it could not be done; 2: a mistake on the command line; others as in shells. */
  readonly exitCode: ExitCode;
  /** One line for each mistake. */
  readonly lines: readonly [string, ...string[]];

  constructor(lines: string | readonly string[], exitCode: ExitCode = 1) {
    const [first = "", ...others] = typeof lines === "string" ? [lines] : lines;
    super([first, ...others].join("\n"));
    this.lines = [first, ...others];
    this.exitCode = exitCode;
  }
}
