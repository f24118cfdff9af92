/** The network interface of an instance, and what remains of it after termination. */
import type { NetworkInterfaceRecord } from "./ec2-record.ts";
import type { Instance } from "./instance.ts";
import { contentsBehind, groupsNamedIn } from "./launch-contents.ts";
import { stableHex } from "./stable-hash.ts";
import type { Region } from "./world.ts";

export function interfaceIdOf({ id }: Pick<Instance, "id">): string {
  return `eni-${stableHex(`${id}/interface`)}`;
}

export function macAddressOf({ id }: Pick<Instance, "id">): string {
  const digits = `02${stableHex(`${id}/mac`).slice(-10)}`;
  return digits.match(/../g)?.join(":") ?? "";
}

/** An interface that the launch asked to keep outlives its instance (G-290). */
export function outlivingInterface(
  instance: Instance,
  region: Region,
): NetworkInterfaceRecord | undefined {
  const contents = contentsBehind(instance, region);
  const [first] = contents.NetworkInterfaces ?? [];
  if (first?.DeleteOnTermination !== false || instance.launchedAt === undefined) return undefined;
  return {
    kind: "networkInterface",
    id: interfaceIdOf(instance),
    tags: [],
    subnetId: instance.subnetId,
    availabilityZone: instance.availabilityZone,
    privateIpAddress: instance.privateIpAddress,
    macAddress: macAddressOf(instance),
    description: first.Description ?? "",
    groups: groupsNamedIn(contents),
  };
}
