/**
 * Every operation of the neighbour services that is served, through the real SDK: accepted calls,
 * every fault that AWS models, what is unknown or malformed, dry runs. Each answer is held against
 * AWS's model.
 */
import { afterEach, describe, expect, test } from "vitest";
import { actions } from "../../../../src/actions/registry.ts";
import { serviceModel, structureOf } from "../../../../src/model/shapes.ts";
import { removeFaults } from "../../../support/faults.ts";
import { refusalOf } from "../../../support/refusal.ts";
import { leaving } from "../held-answers.ts";
import { bringOnDemand, type ModelledFault, titleOf, typedError } from "../sweep-rows.ts";
import { faultsOf } from "./faults.ts";
import type { Fault, Refused, Rows } from "./rows.ts";
import { sentTo } from "./rows.ts";
import { exportedBy, type Neighbour, neighbours, startStage } from "./stage.ts";
import { table } from "./table.ts";

const stage = await startStage();
afterEach(() => removeFaults(stage));

const isDryRunnable = (service: Neighbour, operation: string) => {
  const model = serviceModel(service);
  const input = model.operations.get(operation)?.input;
  const members = input === undefined ? [] : structureOf(model, input).members;
  return members.some(({ name }) => name === "DryRun");
};

describe("the table", () => {
  test("has every operation that is served, and no other", () => {
    const served = actions
      .filter(({ service }) => neighbours.some((one) => one === service))
      .map(({ service, operation }) => `${service} ${operation}`);
    const told = table.map(([service, operation]) => `${service} ${operation}`);
    expect(told).toEqual(served.sort());
  });

  test("has a row for every fault that AWS models for an operation, and for no other", () => {
    const untold = table.flatMap(([service, operation, rows]) => {
      const { errors = [] } = serviceModel(service).operations.get(operation) ?? {};
      return [
        ...faultsOf(service, operation, rows)
          .filter(({ row }) => row === undefined)
          .map(({ name }) => `${service} ${operation} ${name} is missing`),
        ...Object.keys(rows.faults ?? {})
          .filter((name) => !errors.includes(name))
          .map((name) => `${service} ${operation} ${name} is not modelled`),
      ];
    });
    expect(untold).toEqual([]);
  });

  test("has a call that is accepted for every operation but those that always refuse", () => {
    const without = table
      .filter(([, , { accepted }]) => accepted.length === 0)
      .map(([service, operation]) => `${service} ${operation}`);
    expect(without).toEqual(["ec2 DescribeVpcClassicLink", "ec2 DescribeVpcClassicLinkDnsSupport"]);
  });
});

describe.each(table)("%s %s", (service, operation, rows) => {
  for (const { says, input, answer } of rows.accepted) {
    test(`is accepted: ${says}`, async () => {
      const given = await input(stage);
      const received = await stage.send(service, operation, given);
      answer?.(received);
    });
  }

  for (const refused of rows.refused ?? []) {
    test(`is refused without effect: ${refused.says}, ${refused.code}`, () =>
      expectRefusal(service, operation, refused));
  }

  for (const fault of faultsOf(service, operation, rows)) {
    test(titleOf(fault), () => expectFault(service, operation, { rows, fault }));
  }

  if (!isDryRunnable(service, operation)) return;
  test("G-132 answers a dry run without effect", () =>
    expectRefusal(service, operation, {
      says: "a dry run",
      input: async () => ({ ...(await sentTo(stage, rows)), DryRun: true }),
      code: "DryRunOperation",
      about: "Request would have succeeded, but DryRun flag is set.",
      status: 412,
    }));
});

async function expectRefusal(
  service: Neighbour,
  operation: string,
  { input, code, about, status = 400 }: Refused,
): Promise<void> {
  const given = await input(stage);
  const refusal = await leaving(0, stage, () => refusalOf(stage.ask(service, operation, given)));
  expect(refusal).toEqual({ code, status, message: expect.stringContaining(about) });
}

interface Case {
  readonly rows: Rows;
  readonly fault: ModelledFault<Fault>;
}

async function expectFault(service: Neighbour, operation: string, one: Case): Promise<void> {
  const { name, shape, row } = one.fault;
  if (row === undefined) throw new Error(`nobody tells how ${operation} raises ${name}`);
  const { input, about } = await occasionOf(service, row, one);
  const error = await leaving("never" in row ? 1 : 0, stage, () =>
    typedError(stage.ask(service, operation, input), exportedBy(service, name)),
  );
  const refusal = await refusalOf(Promise.reject(error));
  const message = expect.stringContaining(about);
  expect(refusal).toEqual({ code: expect.anything(), message, status: shape.status });
  expect([shape.code, name]).toContain(refusal.code);
}

/** What to send for the fault; one that nothing raises is added as a fault of calls. */
async function occasionOf(service: Neighbour, row: Fault, { rows, fault }: Case) {
  if (!("never" in row)) return { input: await row.input(stage), about: row.about };
  const input = await sentTo(stage, rows);
  return { input, about: bringOnDemand(stage, service, fault.shape) };
}
