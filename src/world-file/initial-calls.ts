/** Runs the calls of a world file when its world begins, like calls from a client. */
import { ServiceError } from "../model/faults.ts";
import type { ServiceName } from "../model/shapes.ts";
import { validate } from "../model/validate.ts";
import { resolvedInput } from "./calls.ts";
import { wrongFile } from "./read.ts";
import type { CallInFile, RegionInFile, WorldFile } from "./schema.ts";

/** Runs a call in an account and region; throws ServiceError. */
type Call = (call: {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: unknown;
  readonly account: string;
  readonly region: string;
}) => unknown;

/**
 * Runs the calls in the order of the file. Throws WorldFileError at the first call that AWS would
 * refuse.
 */
export function initialCalls({ regions }: WorldFile, path: string): (call: Call) => void {
  return (call) => {
    for (const [nth, region] of regions.entries()) {
      const answers = new Map<string, unknown>();
      for (const [index, inFile] of region.calls.entries()) {
        const place = ["regions", nth, "calls", index];
        const refuse = (message: string) => wrongFile(path, [{ path: place, message }]);
        const answer = makeCall(inFile, { call, region, answers, refuse });
        if (inFile.as !== undefined) answers.set(inFile.as, answer);
      }
    }
  };
}

interface Context {
  readonly call: Call;
  readonly region: RegionInFile;
  /** The answers of earlier calls, by name. */
  readonly answers: ReadonlyMap<string, unknown>;
  readonly refuse: (message: string) => Error;
}

function makeCall(inFile: CallInFile, { call, region, answers, refuse }: Context): unknown {
  const { service, operation } = inFile;
  const { account, region: name } = region;
  const unresolved: string[] = [];
  const input = resolvedInput(inFile.input, answers, unresolved);
  if (unresolved.length > 0) throw refuse(`nothing is at ${unresolved.join(", ")}`);
  try {
    validate(service, operation, input);
    return call({ service, operation, input, account, region: name });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw refuse(`${operation} is refused with ${error.code}: ${error.message}`);
  }
}
