/** DescribeInstanceTypeOfferings: every known type is offered in every zone. */
import { instanceTypes } from "../../../domain/instance-types.ts";
import { availabilityZonesOf } from "../../../domain/network.ts";
import type { Region } from "../../../domain/world.ts";
import type { Input, Output } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { filtered } from "../filters.ts";
import { ec2Page } from "../page.ts";

type Request = Input<"ec2", "DescribeInstanceTypeOfferings">;
type Offering = NonNullable<
  Output<"ec2", "DescribeInstanceTypeOfferings">["InstanceTypeOfferings"]
>[number];

export const describeInstanceTypeOfferings = defineAction(
  "ec2",
  "DescribeInstanceTypeOfferings",
  (input, { region }) => {
    answerDryRun(input);
    const { LocationType: kind = "region" } = input;
    const offerings = [...instanceTypes.keys()].flatMap((name) =>
      locationsOf(kind, region).map(
        (Location): Offering => ({
          InstanceType: name as NonNullable<Offering["InstanceType"]>,
          LocationType: kind,
          Location,
        }),
      ),
    );
    const found = filtered(offerings, input.Filters, {
      "instance-type": ({ InstanceType = "" }) => [InstanceType],
      location: ({ Location = "" }) => [Location],
    });
    const { items, nextToken } = ec2Page(found, input, {
      region,
      operation: "DescribeInstanceTypeOfferings",
      smallest: 5,
      largest: 1000,
      keyOf: ({ InstanceType, Location }) => `${InstanceType}/${Location}`,
    });
    return { output: { InstanceTypeOfferings: [...items], NextToken: nextToken } };
  },
);

/** There are no outposts here. */
function locationsOf(
  kind: NonNullable<Request["LocationType"]>,
  { name }: Region,
): readonly string[] {
  if (kind === "region") return [name];
  const zones = availabilityZonesOf(name);
  if (kind === "availability-zone") return zones.map((zone) => zone.name);
  return kind === "availability-zone-id" ? zones.map((zone) => zone.id) : [];
}
