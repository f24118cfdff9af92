/** Warm pools and their instances for tests: valid by default. */
import type { Instance, RefreshRole } from "../../src/domain/instance.ts";
import type { WarmPool, WarmPoolSettings } from "../../src/domain/warm-pool.ts";
import { anInstance } from "./builders.ts";

export function aWarmPool(settings: Partial<WarmPoolSettings> = {}, sentence?: string): WarmPool {
  return {
    settings: { minSize: 0, poolState: "Stopped", ...settings },
    isPendingDelete: false,
    sentence,
  };
}

const states = {
  warmed: { lifecycleState: "Warmed:Stopped", ec2State: "stopped" },
  warmedPending: { lifecycleState: "Warmed:Pending", ec2State: "pending" },
  leaving: { lifecycleState: "Warmed:Terminating", ec2State: "shutting-down", purpose: "refresh" },
} as const;

/** So many pool instances of a role in a condition. */
export function warm(
  role: RefreshRole | undefined,
  howMany = 1,
  condition: keyof typeof states = "warmed",
  fields: Partial<Instance> = {},
): Instance[] {
  return Array.from({ length: howMany }, () => ({
    ...anInstance({ ...states[condition], isSettled: false, isWarm: false, ...fields }),
    inServiceAt: undefined,
    refreshRole: role,
  }));
}
