/** The fault operations of the control client: add, list, remove. */
import type { FaultDescription, ListedFault } from "./fault-description.ts";
import { jsonOf, pathWith } from "./http.ts";
import type { AccountAndRegion } from "./requests.ts";

export interface Faults {
  /** Adds one or several faults, all or none; returns their ids. */
  add(
    faults: FaultDescription | readonly FaultDescription[],
    place?: AccountAndRegion,
  ): Promise<readonly string[]>;
  /** The faults in the order in which they were added. */
  list(place?: AccountAndRegion): Promise<readonly ListedFault[]>;
  /** Removes a fault; its past effects stay. */
  remove(id: string, place?: AccountAndRegion): Promise<void>;
  /** Removes all faults and returns their ids. */
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
