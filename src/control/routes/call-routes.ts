/** The route of AWS's calls as JSON, for programs without an SDK and for pages that read no XML. */

import { serviceModel } from "../../model/shapes.ts";
import { type Problem, typedInput } from "../../schemas/aws-input.ts";
import type { CallGiven } from "../contracts/call-contracts.ts";
import type { AwsAnswer, ControlOptions } from "../options.ts";
import { answeredJson, type ControlAnswer, type ControlRoute, lazily, refused } from "../route.ts";

const contract = lazily(() => import("../contracts/call-contracts.ts"));

export const callRoutes: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/_asg-local/calls",
    summary: "One call of AWS's API as JSON, answered as JSON, without a signature.",
    takes: "body",
    contract: contract("call"),
    answer: async ({ input }, options) => answerCall(input as CallGiven, options),
  },
];

async function answerCall(given: CallGiven, options: ControlOptions) {
  const problems: Problem[] = [];
  const input = inputOf(given, problems);
  if (problems.length > 0) {
    const told = problems.map(({ path, message }) => `${["input", ...path].join(".")}: ${message}`);
    return refused(told.join("; "));
  }
  const answering = options.callAws({ ...given, input });
  if ("later" in answering) return { later: answering.later.then(shown) };
  return shown(await answering);
}

/** An operation that is unknown, or has no shapes here, is the call's matter. */
function inputOf({ service, operation, input }: CallGiven, problems: Problem[]): unknown {
  const model = serviceModel(service);
  const shape = model.operations.get(operation)?.input;
  if (shape === undefined) return {};
  return typedInput({ model, problems }, shape, { value: input, path: [] });
}

function shown(answer: AwsAnswer): ControlAnswer {
  if ("output" in answer) return answeredJson(jsonOf(answer.output ?? {}));
  const { code, message, status } = answer.refusal;
  return { status, body: { error: `${code}: ${message}`, code, message, status } };
}

const readUtf8 = new TextDecoder();

/** Bytes are text, as in the input; times are ISO 8601. */
function jsonOf(output: unknown): string {
  return JSON.stringify(output, (_, value: unknown) =>
    value instanceof Uint8Array ? readUtf8.decode(value) : value,
  );
}
