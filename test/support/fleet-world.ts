/** What a world file says of a group `web` of some size, with a template of two versions. */

const data = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.micro" };

/** All instances are of version 1 and there from the start. */
export function fleetWorld(size: number, maxSize = size) {
  const group = {
    name: "web",
    launchTemplate: { name: "web", version: "1" },
    minSize: 0,
    maxSize,
    desiredCapacity: size,
    availabilityZones: ["us-east-1a", "us-east-1b"],
    instances: [{ count: size }],
  };
  const launchTemplates = [{ name: "web", versions: [{ data }, { data }] }];
  return { regions: [{ launchTemplates, groups: [group] }] };
}
