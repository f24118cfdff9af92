/** What is recorded, AWS or an asg-local: its clients, its time, and how time passes there. */
import { setTimeout as realTime } from "node:timers/promises";
import { controlOf } from "../../src/client/control.ts";
import { type Clients, clientsOf } from "./calls.ts";

export interface Place {
  readonly clients: Clients;
  readonly region: string;
  readonly now: () => Promise<number>;
  /** Lets so many seconds pass there; the signal ends that early. */
  readonly pass: (seconds: number, signal?: AbortSignal) => Promise<void>;
}

/** AWS in a region, with the credentials that the SDK finds. */
export function awsPlace(region: string): Place {
  return {
    clients: clientsOf({ region }),
    region,
    now: async () => Date.now(),
    pass: async (seconds, signal) => {
      await realTime(seconds * 1000, undefined, signal === undefined ? {} : { signal });
    },
  };
}

/** An asg-local: nothing is sent anywhere else, and its own virtual time is moved. */
export function localPlace(endpoint: string, region: string): Place {
  const control = controlOf(endpoint);
  return {
    clients: clientsOf({ region, endpoint }),
    region,
    now: async () => Date.parse((await control.clock()).now),
    pass: async (seconds, signal) => {
      signal?.throwIfAborted();
      await control.advance(`${seconds}s`);
    },
  };
}
