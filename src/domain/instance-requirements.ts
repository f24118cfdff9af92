/** Attribute-based selection: the first instance type that meets InstanceRequirements. */
import { type InstanceType, instanceTypes, isOfPreviousGeneration } from "./instance-types.ts";

interface Bounds {
  readonly Min?: number;
  readonly Max?: number;
}

/** The members of InstanceRequirements that known types can fail. */
interface InstanceRequirements {
  readonly VCpuCount?: Bounds;
  readonly MemoryMiB?: Bounds;
  readonly MemoryGiBPerVCpu?: Bounds;
  readonly CpuManufacturers?: readonly string[];
  readonly AllowedInstanceTypes?: readonly string[];
  readonly ExcludedInstanceTypes?: readonly string[];
  readonly InstanceGenerations?: readonly string[];
  readonly BareMetal?: Inclusion;
  readonly BurstablePerformance?: Inclusion;
  readonly LocalStorage?: Inclusion;
  readonly TotalLocalStorageGB?: Bounds;
  readonly AcceleratorCount?: Bounds;
  readonly AcceleratorTypes?: readonly string[];
  readonly AcceleratorManufacturers?: readonly string[];
  readonly AcceleratorNames?: readonly string[];
  readonly AcceleratorTotalMemoryMiB?: Bounds;
}

type Inclusion = "included" | "excluded" | "required";

/**
 * The smallest matching type, assumed to be the cheapest: the current generation first, and x86
 * before arm64 when the image's architecture is unknown (G-224). Prices, Spot price protection,
 * bandwidths and numbers of network interfaces are ignored, because every pool has capacity here at
 * any price.
 */
export function cheapestTypeMeeting(
  requirements: unknown,
  architecture: string | undefined,
): string | undefined {
  const wanted = requirements as InstanceRequirements;
  const fitting = [...instanceTypes.values()].filter(
    (type) =>
      (architecture === undefined || type.architecture === architecture) && meets(type, wanted),
  );
  fitting.sort((a, b) => a.vcpus - b.vcpus || a.memoryMib - b.memoryMib);
  const isPlain = (type: InstanceType) =>
    !isOfPreviousGeneration(type) && type.architecture === "x86_64";
  const chosen =
    fitting.find(isPlain) ?? fitting.find((type) => !isOfPreviousGeneration(type)) ?? fitting[0];
  return chosen?.name;
}

function meets(type: InstanceType, wanted: InstanceRequirements): boolean {
  const { vcpus, memoryMib, name } = type;
  const { AllowedInstanceTypes: allowed, ExcludedInstanceTypes: excluded = [] } = wanted;
  const { CpuManufacturers: manufacturers, InstanceGenerations: generations } = wanted;
  return (
    isWithin(vcpus, wanted.VCpuCount) &&
    isWithin(memoryMib, wanted.MemoryMiB) &&
    isWithin(memoryMib / 1024 / vcpus, wanted.MemoryGiBPerVCpu) &&
    (allowed === undefined || allowed.some((pattern) => isNamed(name, pattern))) &&
    !excluded.some((pattern) => isNamed(name, pattern)) &&
    (manufacturers === undefined || manufacturers.includes(manufacturerOf(type))) &&
    (generations === undefined || generations.includes(generationOf(type))) &&
    isAllowed(isBurstable(name), wanted.BurstablePerformance ?? "excluded") &&
    isAllowed(false, wanted.BareMetal ?? "excluded") &&
    isAllowed(false, wanted.LocalStorage ?? "included") &&
    isWithin(0, wanted.TotalLocalStorageGB) &&
    !needsAccelerators(wanted)
  );
}

/** No known type has accelerators. */
function needsAccelerators(wanted: InstanceRequirements): boolean {
  const { AcceleratorCount: count, AcceleratorTotalMemoryMiB: memory } = wanted;
  const lists = [wanted.AcceleratorTypes, wanted.AcceleratorManufacturers, wanted.AcceleratorNames];
  return (
    lists.some((list) => list !== undefined && list.length > 0) ||
    !isWithin(0, count) ||
    !isWithin(0, memory)
  );
}

function isAllowed(hasIt: boolean, inclusion: Inclusion): boolean {
  if (inclusion === "included") return true;
  return hasIt === (inclusion === "required");
}

function isWithin(value: number, bounds: Bounds | undefined): boolean {
  return value >= (bounds?.Min ?? 0) && value <= (bounds?.Max ?? Number.POSITIVE_INFINITY);
}

/** A pattern such as `m5.*`, in which each star stands for any characters. */
function isNamed(name: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return name === first;
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  const last = rest.at(-1) ?? "";
  return name.length >= first.length + last.length && name.endsWith(last);
}

/** The T families. */
function isBurstable(name: string): boolean {
  return /^t\d/.test(name);
}

/** By the letter after the generation: g is AWS's own, a is AMD's. */
function manufacturerOf({ name }: InstanceType): string {
  const letter = /^[a-z]+\d+([a-z]?)/.exec(name)?.[1];
  if (letter === "g") return "amazon-web-services";
  return letter === "a" ? "amd" : "intel";
}

function generationOf(type: InstanceType): string {
  return isOfPreviousGeneration(type) ? "previous" : "current";
}
