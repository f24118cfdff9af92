/** Whether a target is there: said when it goes down, each minute after, and when it is back. */
import { wallTimer } from "../pacer.ts";
import type { DeliveryLog } from "./delivery-log.ts";

export interface Health {
  /** Whether the last event was given up, or was waited for in vain. */
  isDown(): boolean;
  /** It has taken an event, or refused it for good. */
  isThere(): void;
  isNotThere(reason: string): void;
}

/** In milliseconds of real time. */
const betweenLines = 60_000;

export function healthOf(name: string, log: DeliveryLog): Health {
  /** Undefined while it is there. */
  let isLineDue: (() => boolean) | undefined;
  return {
    isDown: () => isLineDue !== undefined,
    isThere: () => {
      if (isLineDue !== undefined) log.info(`target ${name} is back`);
      isLineDue = undefined;
    },
    isNotThere: (reason) => {
      if (isLineDue?.() === false) return;
      const still = isLineDue === undefined ? "" : "still ";
      log.warn(`target ${name} is ${still}down: ${reason}`);
      isLineDue = wallTimer(betweenLines);
    },
  };
}
