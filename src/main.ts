#!/usr/bin/env node
/** Process edge: hands the command line to the commands and turns a failure into one line. */
import { runCommandLine } from "./cli/program.ts";

process.exitCode = await runCommandLine(process.argv);
