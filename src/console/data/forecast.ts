/** How the refresh under way goes on if nobody intervenes: the emulator runs a copy to its end. */
import { computed } from "@preact/signals";
import type { Forecast } from "../../client/answers.ts";
import type { Happening } from "../refresh/steps.ts";
import { activeRefresh, alsoRead, askOfGroup, isUnderWay } from "./group.ts";
import { readerOf } from "./reader.ts";
import type { Samples } from "./shapes.ts";

export const forecast = readerOf(async () => {
  if (activeRefresh.peek() === undefined || !isUnderWay.peek()) return undefined;
  return askOfGroup<Forecast>("/forecast");
});
alsoRead.push(forecast);

interface Coming {
  readonly samples: Samples | undefined;
  readonly happenings: readonly Happening[];
}

export const coming = computed<Coming>(() => ({ samples: undefined, happenings: [] }));
