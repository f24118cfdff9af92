/** Routes that show and move virtual time. */
import { isoMillisecond } from "../../domain/time.ts";
import { showClockAndStop } from "../present.ts";
import { answered, type ControlRoute, lazily } from "../route.ts";
import type { ClockRequest } from "../schema.ts";

const contract = lazily(() => import("../contracts.ts"));

export const clockRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/clock",
    summary: "What time it is, how it runs, and when the next thing is due.",
    takes: "nothing",
    contract: contract("clock"),
    answer: (_request, options) => {
      const { emulator } = options;
      emulator.catchUp();
      const dueAt = emulator.nextDueAt();
      const nextDueAt = dueAt === undefined ? null : isoMillisecond(dueAt);
      return answered({ ...showClockAndStop(options), nextDueAt });
    },
  },
  {
    method: "POST",
    path: "/_asg-local/clock",
    summary: "Moves, paces, pauses or resumes the clock; answers when all that is due is done.",
    takes: "body",
    contract: contract("clockChange"),
    answer: async ({ input }, options) => {
      const { changeClock } = await import("../change-clock.ts");
      return changeClock(input as ClockRequest, options);
    },
  },
];
