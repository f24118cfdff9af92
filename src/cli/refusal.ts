/** A failure that the user can understand and mend: told in its own words, without a stack. */

export class Refusal extends Error {
  /** 1: it could not be done; 2: the command line asks for something that makes no sense. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
