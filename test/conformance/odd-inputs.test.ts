/**
 * Every operation with inputs that are odd in a few places: accepted or refused, it is an answer
 * and no bug. An answer that is not as AWS models it fails the next call that a scene makes.
 */
import { describe, expect, test } from "vitest";
import { type ServiceName, serviceModel } from "../../src/model/shapes.ts";
import { oddInput, textsIn } from "../support/odd-inputs.ts";
import { seeded } from "../wire/random-values.ts";
import { commandOf, startStage as startScaling } from "./sweep/autoscaling/stage.ts";
import { table as scalingTable } from "./sweep/autoscaling/table.ts";
import { startStage } from "./sweep/neighbours/stage.ts";
import { table } from "./sweep/neighbours/table.ts";

const scaling = await startScaling();
const stage = await startStage();

/** Of each accepted call; more of them, and others, by hand. */
const runs = Number(process.env.ASG_LOCAL_ODD_RUNS ?? 2);
const seed = Number(process.env.ASG_LOCAL_ODD_SEED ?? 1);

/** 200, a refusal of 4xx, or 501 for what is not emulated. */
const isAnswer = (status: number) => status < 500 || status === 501;

/** The SDK itself refuses what would be no host, and sends nothing. */
const unsent = 0;

async function statusOf(answer: Promise<unknown>): Promise<number> {
  const { $metadata, name = "" } = (await answer.catch((error: unknown) => error)) as {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly name?: string;
  };
  return name === "EndpointError" ? unsent : ($metadata?.httpStatusCode ?? Number.NaN);
}

interface Story {
  readonly service: ServiceName;
  readonly operation: string;
  readonly inputs: readonly (() => object | Promise<object>)[];
  readonly send: (input: object) => Promise<unknown>;
}

/** Those that were not answered. */
async function unanswered({ service, operation, inputs, send }: Story): Promise<string[]> {
  const model = serviceModel(service);
  const shape = model.operations.get(operation)?.input;
  if (shape === undefined) return [];
  const known: string[] = [];
  const bugs: string[] = [];
  for (const [nth, make] of inputs.entries()) {
    const random = seeded(seed * 1000 + nth);
    for (let run = 0; run < runs; run++) {
      const input = await make();
      known.push(...textsIn(input));
      const odd = oddInput({ model, random, known }, shape, input);
      const status = await statusOf(send(odd));
      if (!isAnswer(status)) bugs.push(`${status}: ${JSON.stringify(odd)}`);
    }
  }
  return bugs;
}

describe("an odd input", () => {
  test.each(table)("%s %s answers", async (service, operation, { accepted }) => {
    const inputs = accepted.map(
      ({ input }) =>
        () =>
          input(stage),
    );
    const send = (input: object) => stage.ask(service, operation, input);
    expect(await unanswered({ service, operation, inputs, send })).toEqual([]);
  });

  test.each(scalingTable)("autoscaling %s answers", async (operation, { accepted }) => {
    const inputs = accepted.map(
      ({ input }) =>
        () =>
          input(scaling),
    );
    const send = (input: object) => scaling.client.send(commandOf(operation, input));
    expect(await unanswered({ service: "autoscaling", operation, inputs, send })).toEqual([]);
    scaling.advance(120);
  });
});
