/** The Pythons of this machine that have boto3, each version of it once. */
import { execFileSync } from "node:child_process";
import { isWithout } from "./installed.ts";

export interface Python {
  readonly file: string;
  /** Of boto3. */
  readonly version: string;
}

const question = "import sys, boto3; print(sys.executable, boto3.__version__)";

/** The one on the PATH and the system's own: their versions of boto3 may be years apart. */
export const pythonsWithBoto3: readonly Python[] = distinct(
  ["python3", "/usr/bin/python3"].flatMap((command) => pythonOf(command)),
);

export const isWithoutBoto3 = isWithout("boto3", pythonsWithBoto3.length > 0);

/** Compiled modules would be left behind in the repository. */
export const pythonEnvironment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name))),
  PYTHONDONTWRITEBYTECODE: "1",
};

function pythonOf(command: string): readonly Python[] {
  try {
    const answer = execFileSync(command, ["-c", question], { encoding: "utf8", stdio: "pipe" });
    const [file = "", version = ""] = answer.split(/\s+/);
    return [{ file, version }];
  } catch {
    // There is no such Python, or it has no boto3.
    return [];
  }
}

function distinct(pythons: readonly Python[]): readonly Python[] {
  return [...new Map(pythons.map((python) => [python.version, python])).values()];
}
