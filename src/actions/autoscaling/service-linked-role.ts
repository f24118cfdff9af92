/** The role that Auto Scaling acts with when a group names none (G-032). */
import type { Region } from "../../domain/world.ts";

export function serviceLinkedRoleArn(region: Pick<Region, "account">): string {
  return (
    `arn:aws:iam::${region.account}:role/aws-service-role/autoscaling.amazonaws.com/` +
    "AWSServiceRoleForAutoScaling"
  );
}
