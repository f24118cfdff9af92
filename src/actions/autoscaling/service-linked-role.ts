/** Auto Scaling's default role for groups that name none (G-032). */
import type { Region } from "../../domain/world.ts";

export function serviceLinkedRoleArn(region: Pick<Region, "account">): string {
  return (
    `arn:aws:iam::${region.account}:role/aws-service-role/autoscaling.amazonaws.com/` +
    "AWSServiceRoleForAutoScaling"
  );
}
