/** Faults for tests, read by the schema that all doors share. */
import type { ActiveFault } from "../../src/domain/fault.ts";
import { regionOf } from "../../src/domain/world.ts";
import type { Emulator } from "../../src/emulator.ts";
import { faultSchema } from "../../src/schemas/fault.ts";

const place = { account: "123456789012", region: "us-east-1" };

interface Emulated {
  readonly emulator: Emulator;
}

/** Adds it for the account and region of the tests' clients. */
export function addFault({ emulator }: Emulated, fault: object): void {
  const read = faultSchema.parse(fault);
  emulator.commitChanges(place, "faults", ({ identifiers }) => [
    { type: "FaultAdded", id: identifiers.faultId(), fault: read },
  ]);
}

export function removeFaults(emulated: Emulated): void {
  const ids = faultsOf(emulated).map(({ id }) => id);
  emulated.emulator.commitChanges(place, "faults", () =>
    ids.map((id) => ({ type: "FaultRemoved", id }) as const),
  );
}

export function faultsOf({ emulator }: Emulated): readonly ActiveFault[] {
  return [...regionOf(emulator.world, place.account, place.region).faults.values()];
}

/** How often each has fired, in the order in which they were added. */
export function firedCounts(emulated: Emulated): readonly number[] {
  return faultsOf(emulated).map(({ fired }) => fired);
}
