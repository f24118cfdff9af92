/** A warm pool as DescribeWarmPool shows it, taken apart for tests. */
import { DescribeWarmPoolCommand, type WarmPoolConfiguration } from "@aws-sdk/client-auto-scaling";
import type { Emulated } from "./emulator.ts";

export interface ShownPool {
  readonly configuration: WarmPoolConfiguration | undefined;
  /** Sorted. */
  readonly ids: readonly string[];
  readonly states: readonly string[];
}

export async function poolOf({ client }: Emulated, name: string): Promise<ShownPool> {
  const { WarmPoolConfiguration: configuration, Instances = [] } = await client.send(
    new DescribeWarmPoolCommand({ AutoScalingGroupName: name }),
  );
  return {
    configuration,
    ids: Instances.map(({ InstanceId = "" }) => InstanceId),
    states: Instances.map(({ LifecycleState = "" }) => LifecycleState),
  };
}
