#!/usr/bin/env node
/** The executable: runs the command line and prints a failure as one line. */
import { runCommandLine } from "./cli/program.ts";

process.exitCode = await runCommandLine(process.argv);
