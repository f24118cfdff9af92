/** Changes of Elastic Load Balancing's records. */
import { type BalancerChange, recordsOf } from "../domain/load-balancing.ts";
import type { ApplyContext } from "./apply-context.ts";

export function applyBalancerChange({ region }: ApplyContext, change: BalancerChange): void {
  if (change.type === "BalancerRecordPut") {
    region.balancing.set(change.record.arn, change.record);
    return;
  }
  region.balancing.delete(change.arn);
  for (const { arn, loadBalancerArn } of recordsOf(region, "listener")) {
    if (loadBalancerArn === change.arn) region.balancing.delete(arn);
  }
}
