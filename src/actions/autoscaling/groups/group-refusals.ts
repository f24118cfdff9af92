/**
 * Settings that no group can have (G-254, G-255, G-272). Unless noted otherwise, the texts were
 * recorded by the public rule set cdk-preflight.
 */

import type { Refusal } from "../../../domain/refusals.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { constraintErrors } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { refuseBy } from "../../refusals.ts";

type SettingMembers = Pick<
  Input<"autoscaling", "CreateAutoScalingGroup">,
  | "HealthCheckType"
  | "HealthCheckGracePeriod"
  | "MaxInstanceLifetime"
  | "CapacityReservationSpecification"
  | "DefaultCooldown"
>;

const healthCheckTypes: ReadonlySet<string> = new Set(["EC2", "ELB", "EBS", "VPC_LATTICE"]);

/** One or several types, separated by commas. */
const typesOf = ({ HealthCheckType: types = "EC2" }: SettingMembers) =>
  types.split(",").map((type) => type.trim());

const refusals: readonly Refusal<SettingMembers>[] = [
  {
    when: (input) => !typesOf(input).every((type) => healthCheckTypes.has(type)),
    text: ({ HealthCheckType: types = "" }) => inferredTexts.invalidHealthCheckType(types),
  },
  {
    when: (input) => typesOf(input).length > 1 && typesOf(input).includes("EC2"),
    text:
      "Specifying EC2 in addition to other health check types is not supported. Remove EC2 from " +
      "HealthCheckType and try again.",
  },
  {
    when: ({ HealthCheckGracePeriod: seconds = 0 }) => seconds < 0,
    text: "Grace period must be a positive integer.",
  },
  {
    when: ({ MaxInstanceLifetime: seconds = 0 }) =>
      seconds !== 0 && !(seconds >= 86_400 && seconds <= 31_536_000),
    text: "maxInstanceLifetime must be between 86400 and 31536000 seconds (inclusive).",
  },
  {
    when: ({ CapacityReservationSpecification: reservation }) =>
      ["default", "none"].includes(reservation?.CapacityReservationPreference ?? "") &&
      reservation?.CapacityReservationTarget !== undefined,
    text:
      "You can't specify CapacityReservationPreference as default or none and provide a " +
      "CapacityReservationTarget in the same request.",
  },
];

/** Refuses settings that no group can have, regardless of its present ones. */
export function refuseSettings(input: SettingMembers): void {
  const { DefaultCooldown: seconds = 0 } = input;
  if (seconds < 0) {
    const constraint = "Member must have value greater than or equal to 0";
    throw constraintErrors([{ path: "defaultCooldown", value: `'${seconds}'`, constraint }]);
  }
  refuseBy(refusals, input);
}
