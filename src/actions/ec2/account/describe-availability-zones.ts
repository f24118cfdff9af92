/** DescribeAvailabilityZones: the zones of the caller's region, all available (G-039). */
import { type AvailabilityZone, availabilityZonesOf } from "../../../domain/network.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { filtered, unemulatedReaders } from "../filters.ts";

export const describeAvailabilityZones = defineAction(
  "ec2",
  "DescribeAvailabilityZones",
  (input, { region }) => {
    answerDryRun(input);
    const all = availabilityZonesOf(region.name);
    checkAsked(input.ZoneNames, new Set(all.map(({ name }) => name)));
    checkAsked(input.ZoneIds, new Set(all.map(({ id }) => id)));
    const asked = all.filter(
      ({ name, id }) => isAsked(input.ZoneNames, name) && isAsked(input.ZoneIds, id),
    );
    const zones = filtered(asked, input.Filters, {
      message: () => [],
      "parent-zone-id": () => [],
      "parent-zone-name": () => [],
      ...unemulatedReaders(["group-long-name"]),
      "group-name": () => [`${region.name}-zg-1`],
      "opt-in-status": () => ["opt-in-not-required"],
      "region-name": () => [region.name],
      state: () => ["available"],
      "zone-id": ({ id }) => [id],
      "zone-name": ({ name }) => [name],
      "zone-type": () => ["availability-zone"],
    });
    return { output: { AvailabilityZones: zones.map((zone) => presentZone(zone, region.name)) } };
  },
);

function isAsked(asked: readonly string[] | undefined, value: string): boolean {
  return asked === undefined || asked.length === 0 || asked.includes(value);
}

function checkAsked(asked: readonly string[] | undefined, known: ReadonlySet<string>): void {
  const missing = asked?.find((value) => !known.has(value));
  if (missing === undefined) return;
  throw ec2Error("InvalidParameterValue", `Invalid availability zone: [${missing}]`);
}

function presentZone({ name, id }: AvailabilityZone, regionName: string) {
  return {
    OptInStatus: "opt-in-not-required" as const,
    Messages: [],
    RegionName: regionName,
    ZoneName: name,
    ZoneId: id,
    GroupName: `${regionName}-zg-1`,
    NetworkBorderGroup: regionName,
    ZoneType: "availability-zone",
    State: "available" as const,
  };
}
