/** The types that callers see are those of the schemas that check and make what they describe. */
import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type { Control } from "../../src/client/control.ts";
import type { FaultDescription } from "../../src/client/fault-description.ts";
import type { DescribedGroup, PlanRequest } from "../../src/client/plan.ts";
import type { Condition } from "../../src/client/requests.ts";
import type { clockRequest, condition } from "../../src/control/schema.ts";
import type { RunningEmulator } from "../../src/library/start-emulator.ts";
import type { planRequestSchema } from "../../src/preview/plan-schema.ts";
import type { faultSchema } from "../../src/schemas/fault.ts";

/** The members of any of a union. */
type AllMembersOf<T> = T extends unknown ? keyof T : never;

type WithoutFaults<T> = T extends unknown ? Omit<T, "faults"> : never;

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

test("a condition is one that the control API takes", () => {
  expectTypeOf<Mutable<Condition>>().toExtend<z.input<typeof condition>>();
  expectTypeOf<{ until: Mutable<Condition>; atMost: string }>().toExtend<
    z.input<typeof clockRequest>
  >();
});

test("a fault that the control API takes can be described, kind by kind", () => {
  type Taken = z.input<typeof faultSchema>;
  expectTypeOf<Taken>().toExtend<FaultDescription>();
  expectTypeOf<FaultDescription["kind"]>().toEqualTypeOf<Taken["kind"]>();
});

test("what can be planned is what the control API takes, and all of it can be asked for", () => {
  type Taken = z.input<typeof planRequestSchema>;
  // A Date becomes a text on the way, so faults are compared by themselves below.
  expectTypeOf<WithoutFaults<Mutable<PlanRequest>>>().toExtend<Omit<Taken, "faults">>();
  type Described = NonNullable<Taken["describedGroup"]>;
  expectTypeOf<Described>().toExtend<DescribedGroup>();
  expectTypeOf<AllMembersOf<PlanRequest>>().toEqualTypeOf<keyof Taken>();
});

test("only what waits says whether it was reached", () => {
  const control = {} as Pick<Control, "advance" | "until">;
  expectTypeOf(control.advance).toBeCallableWith("next", { atMost: "2h" });
  expectTypeOf<ReturnType<Control["setSpeed"]>>().resolves.not.toHaveProperty("reached");
});

test("an emulator can stand in await using", () => {
  expectTypeOf<RunningEmulator>().toExtend<AsyncDisposable>();
});
