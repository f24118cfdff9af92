/** Routes that add, list and remove the faults of an account and region. */
import type { ActiveFault } from "../../domain/fault.ts";
import { regionOf } from "../../domain/world.ts";
import type { FaultAddition, FaultQuery } from "../contracts/fault-contracts.ts";
import type { ControlOptions } from "../options.ts";
import { showFault } from "../present-fault.ts";
import { answered, type ControlAnswer, type ControlRoute, lazily, refused } from "../route.ts";

/** More faults than this in one account and region are a script's mistake. */
const mostFaults = 10_000;

const contract = lazily(() => import("../contracts/fault-contracts.ts"));

export const faultRoutes: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/_asg-local/faults",
    summary: "Adds one fault or several; all of them or none.",
    takes: "body",
    contract: contract("faultsAdded"),
    answer: ({ input }, options) => addFaults(input as FaultAddition, options),
  },
  {
    method: "GET",
    path: "/_asg-local/faults",
    summary:
      "The faults there are, in the order in which they were added, and how often each fired.",
    takes: "query",
    contract: contract("faultsListed"),
    answer: ({ input }, options) => {
      const shown = faultsIn(input as FaultQuery, options).map(showFault);
      return answered({ faults: shown });
    },
  },
  {
    method: "DELETE",
    path: "/_asg-local/faults",
    summary: "Removes all faults.",
    takes: "query",
    contract: contract("faultsRemoved"),
    answer: ({ input }, options) => {
      const ids = faultsIn(input as FaultQuery, options).map(({ id }) => id);
      return removeFaults(ids, input as FaultQuery, options);
    },
  },
  {
    method: "DELETE",
    path: "/_asg-local/faults/{id}",
    summary: "Removes one fault; what it has done already stays.",
    takes: "query",
    contract: contract("faultsRemoved"),
    answer: ({ input, names }, options) => {
      const { id = "" } = names;
      const isThere = faultsIn(input as FaultQuery, options).some((one) => one.id === id);
      if (!isThere) return refused(`no fault ${id}`, 404);
      return removeFaults([id], input as FaultQuery, options);
    },
  },
];

function addFaults({ faults, ...given }: FaultAddition, options: ControlOptions): ControlAnswer {
  const known = faultsIn(given, options).length;
  if (known + faults.length > mostFaults) {
    return refused(`there are ${known} faults, and at most ${mostFaults} can be`);
  }
  const ids: string[] = [];
  options.emulator.commitChanges(regionPlace(given, options), "faults", ({ identifiers }) =>
    faults.map((fault) => {
      const id = identifiers.faultId();
      ids.push(id);
      return { type: "FaultAdded", id, fault };
    }),
  );
  return answered({ ids });
}

function removeFaults(ids: string[], given: FaultQuery, options: ControlOptions): ControlAnswer {
  options.emulator.commitChanges(regionPlace(given, options), "faults", () =>
    ids.map((id) => ({ type: "FaultRemoved", id })),
  );
  return answered({ ids });
}

/** Account and region default to those of the start. */
function regionPlace({ account, region }: FaultQuery, { about }: ControlOptions) {
  return { account: account ?? about.account, region: region ?? about.region };
}

function faultsIn(given: FaultQuery, options: ControlOptions): readonly ActiveFault[] {
  const { account, region } = regionPlace(given, options);
  options.emulator.catchUp();
  return [...regionOf(options.emulator.world, account, region).faults.values()];
}
