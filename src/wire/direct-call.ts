/** Runs a call that comes in no protocol of AWS, with all that a request's call goes through. */
import { ServiceError } from "../model/faults.ts";
import { type ServiceName, serviceModel } from "../model/shapes.ts";
import { validate } from "../model/validate.ts";
import type { Call } from "./call.ts";
import { type CallFault, refuseByFault } from "./call-fault.ts";
import type { WireOptions } from "./plugin.ts";
import { internalFailure } from "./refusals.ts";
import { unknownOperation } from "./route.ts";

/** Account and region default to those of the start. */
export interface DirectCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: unknown;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

type DirectAnswer =
  | { readonly output: unknown }
  | { readonly refusal: Pick<ServiceError, "code" | "message" | "status"> };

/** What is answered within the turn, or later while others have their turns. */
export type DirectAnswering =
  | DirectAnswer
  | Promise<DirectAnswer>
  | { readonly later: Promise<DirectAnswer> };

/** To be called within a turn. Rejects for bugs only. */
export function directCall(options: WireOptions, direct: DirectCall): DirectAnswering {
  const { service, operation, input } = direct;
  const { account = options.defaultAccount, region = options.defaultRegion } = direct;
  const caller = { account, region, requestId: options.nextRequestId() };
  const callFault = options.faultFor?.({ service, operation, caller });
  const answering = refusing(() => {
    refuseByFault(callFault);
    checkCall(direct);
    const call = { service, operation, input, caller };
    const preparation = options.prepare?.(call);
    if (preparation === undefined) return outputOf(options, call);
    return { later: answerLater(options, call, preparation) };
  });
  return callFault === undefined ? answering : inTime(options, callFault, answering);
}

/** Throws ServiceError. */
function checkCall({ service, operation, input }: DirectCall): void {
  const { operations, otherOperations } = serviceModel(service);
  if (operations.has(operation)) return validate(service, operation, input);
  if (!otherOperations.has(operation)) throw unknownOperation(operation);
}

function outputOf({ call: run }: WireOptions, call: Call): DirectAnswer | Promise<DirectAnswer> {
  const output = run(call);
  if (!(output instanceof Promise)) return { output };
  return refusingLater(output.then((value: unknown) => ({ output: value })));
}

/** The preparation is waited for without a turn, and the call then has one. */
async function answerLater(
  options: WireOptions,
  call: Call,
  preparation: Promise<() => void>,
): Promise<DirectAnswer> {
  const { inTurn = (work) => work() } = options;
  const finish = await preparation;
  return new Promise((resolve, reject) => {
    const work = async () => {
      finish();
      return outputOf(options, call);
    };
    void inTurn(() => refusingLater(work()).then(resolve, reject));
  });
}

function refusing(run: () => DirectAnswering): DirectAnswering {
  try {
    return run();
  } catch (error) {
    return refusalOf(error);
  }
}

async function refusingLater(answer: Promise<DirectAnswer>): Promise<DirectAnswer> {
  try {
    return await answer;
  } catch (error) {
    return refusalOf(error);
  }
}

/** What is no refusal of AWS is a bug, and thrown on. */
function refusalOf(error: unknown): DirectAnswer {
  if (!(error instanceof ServiceError)) throw error;
  const { code, message, status } = error;
  return { refusal: { code, message, status } };
}

/** Late as the fault wants it. A connection is not dropped: who asks by JSON is told of it. */
function inTime(
  { later }: WireOptions,
  { latencyMilliseconds = 0, dropConnection }: CallFault,
  answering: DirectAnswering,
): DirectAnswering {
  const answered = async () => {
    const answer = await ("later" in answering ? answering.later : answering);
    return dropConnection === undefined ? answer : refusalOf(internalFailure());
  };
  if (latencyMilliseconds === 0 || later === undefined) return { later: answered() };
  const pause = new Promise<void>((resolve) => later(latencyMilliseconds, resolve));
  return { later: pause.then(answered) };
}
