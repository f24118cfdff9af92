/** The known instance types: a selection of common ones, cheapest first. */

export interface InstanceType {
  readonly name: string;
  readonly vcpus: number;
  readonly memoryMib: number;
  readonly architecture: "x86_64" | "arm64";
}

/** Types that also run 32-bit images. */
const oldestTypes = /^(?:t1\.micro|m1\.small|t2\.(?:nano|micro|small|medium))$/;

/** The architectures that EC2 lists for a type; undefined for an unknown type. */
export function architecturesOf(instanceType: string): readonly string[] | undefined {
  const type = instanceTypes.get(instanceType);
  if (type === undefined) return undefined;
  return oldestTypes.test(instanceType) ? ["i386", type.architecture] : [type.architecture];
}

/** Sizes with their vCPUs, the same in every family since the fifth generation. */
const vcpusOfSize = { large: 2, xlarge: 4, "2xlarge": 8, "4xlarge": 16, "8xlarge": 32 } as const;

/** Memory per vCPU in MiB, for families with the sizes above. */
const families = [
  { names: ["c6g", "c7g"], architecture: "arm64", memoryPerVcpuMib: 2048 },
  { names: ["c5", "c5a", "c6i", "c6a", "c7i", "c7a"], memoryPerVcpuMib: 2048 },
  { names: ["m6g", "m7g"], architecture: "arm64", memoryPerVcpuMib: 4096 },
  { names: ["m5", "m5a", "m6i", "m6a", "m7i", "m7a"], memoryPerVcpuMib: 4096 },
  { names: ["r6g", "r7g"], architecture: "arm64", memoryPerVcpuMib: 8192 },
  { names: ["r5", "r5a", "r6i", "r6a", "r7i", "r7a"], memoryPerVcpuMib: 8192 },
] as const;

/** vCPUs and MiB of the small burstable types, which follow no rule. */
const burstableSizes = {
  nano: [2, 512],
  micro: [2, 1024],
  small: [2, 2048],
  medium: [2, 4096],
  large: [2, 8192],
  xlarge: [4, 16384],
  "2xlarge": [8, 32768],
} as const;

const oldTypes: readonly InstanceType[] = [
  { name: "t1.micro", vcpus: 1, memoryMib: 627, architecture: "x86_64" },
  { name: "m1.small", vcpus: 1, memoryMib: 1740, architecture: "x86_64" },
  { name: "t2.nano", vcpus: 1, memoryMib: 512, architecture: "x86_64" },
  { name: "t2.micro", vcpus: 1, memoryMib: 1024, architecture: "x86_64" },
  { name: "t2.small", vcpus: 1, memoryMib: 2048, architecture: "x86_64" },
  { name: "t2.medium", vcpus: 2, memoryMib: 4096, architecture: "x86_64" },
  { name: "t2.large", vcpus: 2, memoryMib: 8192, architecture: "x86_64" },
  { name: "m4.large", vcpus: 2, memoryMib: 8192, architecture: "x86_64" },
  { name: "c4.large", vcpus: 2, memoryMib: 3840, architecture: "x86_64" },
];

export const instanceTypes: ReadonlyMap<string, InstanceType> = new Map(
  [...oldTypes, ...burstableTypes(), ...familyTypes()].map((type) => [type.name, type]),
);

function burstableTypes(): readonly InstanceType[] {
  const families = { t4g: "arm64", t3: "x86_64", t3a: "x86_64" } as const;
  return Object.entries(families).flatMap(([family, architecture]) =>
    Object.entries(burstableSizes).map(([size, [vcpus, memoryMib]]) => ({
      name: `${family}.${size}`,
      vcpus,
      memoryMib,
      architecture,
    })),
  );
}

/** Only c5 has 9xlarge instead of 8xlarge. */
function familyTypes(): readonly InstanceType[] {
  return families
    .flatMap((family) =>
      family.names.flatMap((name) =>
        Object.entries(vcpusOfSize).map(([size, vcpus]) => ({
          name: `${name}.${size}`,
          vcpus,
          memoryMib: vcpus * family.memoryPerVcpuMib,
          architecture: "architecture" in family ? family.architecture : ("x86_64" as const),
        })),
      ),
    )
    .filter(({ name }) => name !== "c5.8xlarge");
}

const oldNames = new Set(oldTypes.map(({ name }) => name));

export function isOfPreviousGeneration({ name }: Pick<InstanceType, "name">): boolean {
  return oldNames.has(name);
}

/** Of the T families, which gather CPU credits. */
export function isBurstable(name: string): boolean {
  return /^t\d/.test(name);
}
