/** The part of the control client about faults: add, list, remove. */
import type { FaultDescription, ListedFault } from "./fault-description.ts";
import { jsonOf, pathWith } from "./http.ts";
import type { AccountAndRegion } from "./requests.ts";

export interface Faults {
  /** Adds one fault or several, all of them or none; answers their ids. */
  add(
    faults: FaultDescription | readonly FaultDescription[],
    place?: AccountAndRegion,
  ): Promise<readonly string[]>;
  /** In the order in which they were added. */
  list(place?: AccountAndRegion): Promise<readonly ListedFault[]>;
  /** Removes one; what it has done already stays. */
  remove(id: string, place?: AccountAndRegion): Promise<void>;
  /** Answers the ids of those that were there. */
  removeAll(place?: AccountAndRegion): Promise<readonly string[]>;
}

interface Ids {
  readonly ids: readonly string[];
}

export function faultsOf(endpoint: string): Faults {
  return {
    add: async (faults, place = {}) => {
      const body = { ...place, faults: [faults].flat() };
      return (await jsonOf<Ids>(endpoint, { method: "POST", path: "faults", body })).ids;
    },
    list: async (place = {}) => {
      const path = pathWith("faults", { ...place });
      type Listed = { readonly faults: readonly ListedFault[] };
      return (await jsonOf<Listed>(endpoint, { method: "GET", path })).faults;
    },
    remove: async (id, place = {}) => {
      const path = pathWith(`faults/${encodeURIComponent(id)}`, { ...place });
      await jsonOf<Ids>(endpoint, { method: "DELETE", path });
    },
    removeAll: async (place = {}) => {
      const path = pathWith("faults", { ...place });
      return (await jsonOf<Ids>(endpoint, { method: "DELETE", path })).ids;
    },
  };
}
