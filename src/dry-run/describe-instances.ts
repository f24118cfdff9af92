/** When EC2 launched the instances of a group, by its DescribeInstances. */
import type { QueryCall } from "../undo/query-call.ts";
import { listOf, membersOf, textOf } from "./members.ts";

const ec2 = { signingName: "ec2", host: "ec2", version: "2016-11-15" };

export interface LaunchOfInstance {
  /** In milliseconds since 1970. */
  readonly launchedAt: number;
  readonly isSpot: boolean;
  readonly imageId: string | undefined;
}

export async function describeInstances(
  query: QueryCall,
  groupName: string,
): Promise<ReadonlyMap<string, LaunchOfInstance>> {
  const found = new Map<string, LaunchOfInstance>();
  let token: string | undefined;
  do {
    const answer = await query(ec2, "DescribeInstances", {
      "Filter.1.Name": "tag:aws:autoscaling:groupName",
      "Filter.1.Value.1": groupName,
      MaxResults: "1000",
      ...(token !== undefined && { NextToken: token }),
    });
    for (const reservation of listOf(answer.reservationSet)) {
      for (const item of listOf(membersOf(reservation).instancesSet)) {
        const { instanceId, launchTime, instanceLifecycle, imageId } = membersOf(item);
        found.set(String(instanceId), {
          launchedAt: Date.parse(String(launchTime)),
          isSpot: instanceLifecycle === "spot",
          imageId: textOf(imageId),
        });
      }
    }
    token = textOf(answer.nextToken);
  } while (token !== undefined);
  return found;
}
