/** What the stored orders of a fleet are. */
import type { Condition } from "../../domain/condition.ts";
import type { BucketKind } from "../../domain/fleet.ts";
import type { FleetOrder } from "../../domain/fleet-order.ts";
import { purchaseOption, refreshRole, weight } from "./stored-instance-kinds.ts";
import { list, oneOf, optional, record, text, truth } from "./stored-kinds.ts";

const condition = oneOf<Condition>({
  requested: true,
  pending: true,
  replacingRootVolume: true,
  warming: true,
  unsettled: true,
  ready: true,
  unhealthy: true,
  standby: true,
  warmedPending: true,
  warmed: true,
  leaving: true,
});

export const fleetOrder = record<FleetOrder>({
  members: list(text),
  unhealthy: list(text),
  buckets: list(
    record<BucketKind>({
      role: optional(refreshRole),
      condition,
      isProtected: truth,
      availabilityZone: text,
      purchaseOption,
      hadTarget: truth,
      weight,
    }),
  ),
});
