/** The client promises the answers that the contracts state; the compiler checks it. */
import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type {
  Clock,
  ClockState,
  Decisions,
  Forecast,
  GroupStatus,
  Health,
  Information,
  Moved,
  RefreshSummary,
  Snapshot,
  Waited,
} from "../../src/client/answers.ts";
import type { ListedFault } from "../../src/client/fault-description.ts";
import type { GroupHistory, RefreshHistory } from "../../src/client/history.ts";
import type { Plan, RefreshForecast } from "../../src/client/plan.ts";
import type { DeadLetter, ListedTarget } from "../../src/client/targets.ts";
import type { WholeGroup } from "../../src/client/whole-group.ts";
import type * as faultContracts from "../../src/control/contracts/fault-contracts.ts";
import type * as forecastContracts from "../../src/control/contracts/forecast-contracts.ts";
import type * as groupContracts from "../../src/control/contracts/group-contracts.ts";
import type * as historyContracts from "../../src/control/contracts/history-contracts.ts";
import type * as journalContracts from "../../src/control/contracts/journal-contracts.ts";
import type * as planContracts from "../../src/control/contracts/plan-contracts.ts";
import type * as snapshotContracts from "../../src/control/contracts/snapshot-contracts.ts";
import type * as targetContracts from "../../src/control/contracts/target-contracts.ts";
import type * as wholeGroupContracts from "../../src/control/contracts/whole-group-contracts.ts";
import type * as contracts from "../../src/control/contracts.ts";

/** As it is read: the client may change nothing of it. */
type Read<T> = T extends readonly (infer Item)[]
  ? readonly Read<Item>[]
  : T extends object
    ? { readonly [M in keyof T]: Read<T[M]> }
    : T;

type AnswerOf<Contract extends { readonly answer: z.ZodType }> = Read<z.output<Contract["answer"]>>;

test("what the control API answers has the members that the client's types name", () => {
  expectTypeOf<AnswerOf<typeof contracts.health>>().toExtend<Health>();
  expectTypeOf<AnswerOf<typeof contracts.clock>>().toExtend<Clock>();
  expectTypeOf<AnswerOf<typeof journalContracts.decisions>>().toExtend<Decisions>();
  type Refresh = AnswerOf<typeof contracts.refreshes>["refreshes"][number];
  expectTypeOf<Refresh>().toExtend<RefreshSummary>();
  type Change = AnswerOf<typeof contracts.clockChange>;
  expectTypeOf<Omit<Change, "events">>().toExtend<Omit<Moved, "events">>();
  expectTypeOf<Omit<Change, "events"> & { readonly reached: boolean }>().toExtend<
    Omit<Waited, "events">
  >();
  expectTypeOf<AnswerOf<typeof contracts.information>>().toExtend<Information>();
  expectTypeOf<AnswerOf<typeof groupContracts.groups>["groups"][number]>().toExtend<GroupStatus>();
  expectTypeOf<AnswerOf<typeof groupContracts.forecast>>().toExtend<Forecast>();
  expectTypeOf<AnswerOf<typeof wholeGroupContracts.wholeGroup>>().toExtend<WholeGroup>();
  expectTypeOf<AnswerOf<typeof historyContracts.groupHistory>>().toExtend<GroupHistory>();
  expectTypeOf<AnswerOf<typeof historyContracts.refreshHistory>>().toExtend<RefreshHistory>();
  expectTypeOf<AnswerOf<typeof contracts.reset>["clock"]>().toExtend<ClockState>();
  expectTypeOf<AnswerOf<typeof snapshotContracts.restoration>["clock"]>().toExtend<ClockState>();
  expectTypeOf<AnswerOf<typeof snapshotContracts.snapshot>>().toExtend<Snapshot>();
  expectTypeOf<AnswerOf<typeof planContracts.plan>>().toExtend<Plan>();
  expectTypeOf<AnswerOf<typeof forecastContracts.rest>>().toExtend<RefreshForecast>();
  type Targets = AnswerOf<typeof targetContracts.targetsListed>["targets"];
  expectTypeOf<Targets[number]>().toExtend<ListedTarget>();
  type Letters = AnswerOf<typeof targetContracts.deadLetters>["deadLetters"];
  expectTypeOf<Letters[number]>().toExtend<DeadLetter>();
});

test("the client's types name every member of those answers", () => {
  expectTypeOf<Health>().toExtend<AnswerOf<typeof contracts.health>>();
  expectTypeOf<Clock>().toExtend<AnswerOf<typeof contracts.clock>>();
  expectTypeOf<Plan>().toExtend<AnswerOf<typeof planContracts.plan>>();
  type Decided = Omit<AnswerOf<typeof journalContracts.decisions>, "next">;
  expectTypeOf<Decisions>().toExtend<Decided>();
  expectTypeOf<RefreshSummary>().toExtend<
    AnswerOf<typeof contracts.refreshes>["refreshes"][number]
  >();
  expectTypeOf<Moved>().toExtend<AnswerOf<typeof contracts.clockChange>>();
  expectTypeOf<Waited>().toExtend<AnswerOf<typeof contracts.clockChange>>();
  expectTypeOf<Information>().toExtend<AnswerOf<typeof contracts.information>>();
  expectTypeOf<GroupStatus>().toExtend<AnswerOf<typeof groupContracts.groups>["groups"][number]>();
  expectTypeOf<Forecast>().toExtend<AnswerOf<typeof groupContracts.forecast>>();
  expectTypeOf<GroupHistory>().toExtend<AnswerOf<typeof historyContracts.groupHistory>>();
  expectTypeOf<RefreshHistory>().toExtend<AnswerOf<typeof historyContracts.refreshHistory>>();
  expectTypeOf<Omit<WholeGroup, "nextDue">>().toExtend<
    Omit<AnswerOf<typeof wholeGroupContracts.wholeGroup>, "nextDue">
  >();
  expectTypeOf<ClockState>().toExtend<AnswerOf<typeof contracts.reset>["clock"]>();
  type Targets = AnswerOf<typeof targetContracts.targetsListed>["targets"];
  expectTypeOf<ListedTarget>().toExtend<Targets[number]>();
  expectTypeOf<ListedFault>().toExtend<
    AnswerOf<typeof faultContracts.faultsListed>["faults"][number]
  >();
});
