/** Refuses zonal shift together with target groups that balance inside a zone alone. */
import type { AutoScalingGroup } from "../../domain/group.ts";
import { recordsOf } from "../../domain/load-balancing.ts";
import { namesSource } from "../../domain/target-health.ts";
import type { Region } from "../../domain/world.ts";
import { validationError } from "../../model/faults.ts";
import { storedMembers } from "./stored-members.ts";

/** The members of a group as the request would leave them; `skip` is the caller's override. */
export function refuseZonalShift(
  group: Pick<AutoScalingGroup, "stored">,
  { skip = false, region }: { readonly skip?: boolean | undefined; readonly region: Region },
): void {
  const { AvailabilityZoneImpairmentPolicy: policy } = storedMembers(group);
  if (skip || policy?.ZonalShiftEnabled !== true) return;
  const isZonal = recordsOf(region, "targetGroup").some(
    ({ arn, attributes }) =>
      attributes["load_balancing.cross_zone.enabled"] === "false" &&
      namesSource(group, { identifier: arn }),
  );
  if (isZonal) throw validationError(crossZoneNeeded);
}

/** AWS's text as recorded by the public rule set cdk-preflight. */
const crossZoneNeeded =
  "The use of a cross-zone disabled load balancer with zonal shift enabled for an Auto Scaling " +
  "group is not supported. Enable cross-zone load balancing for your ELB or set " +
  "SkipZonalShiftValidation to true to override this validation.";
