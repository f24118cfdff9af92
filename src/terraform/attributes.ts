/** Reads the attributes of Terraform's resources, and turns blocks into AWS's members. */

export type Attributes = Readonly<Record<string, unknown>>;

/** Undefined for what is absent, null or empty: the provider writes all three for "not set". */
export function textIn(attributes: Attributes | undefined, name: string): string | undefined {
  const value = attributes?.[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Numbers of the provider are numbers, or texts where they can be absent. */
export function numberIn(attributes: Attributes | undefined, name: string): number | undefined {
  const value = attributes?.[name];
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

function listIn(attributes: Attributes | undefined, name: string): readonly unknown[] {
  const value = attributes?.[name];
  return Array.isArray(value) ? value : [];
}

export function textsIn(attributes: Attributes | undefined, name: string): readonly string[] {
  return listIn(attributes, name).filter((one) => typeof one === "string");
}

export function blocksIn(attributes: Attributes | undefined, name: string): readonly Attributes[] {
  return listIn(attributes, name).filter(isAttributes);
}

/** The only block of this name. */
export function blockIn(attributes: Attributes | undefined, name: string): Attributes | undefined {
  return blocksIn(attributes, name)[0];
}

function isAttributes(value: unknown): value is Attributes {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Words that AWS writes in another way than with one capital. */
const words: Readonly<Record<string, string>> = { mib: "MiB", gib: "GiB", gb: "GB", vcpu: "VCpu" };

/** Names that are not the same in both; and the lists, as other blocks occur once. */
const otherNames: Readonly<Record<string, string>> = { override: "Overrides" };

/** A block as AWS takes it, without what is not set. */
export function awsMembers(block: Attributes): Readonly<Record<string, unknown>> {
  const members = Object.entries(block).flatMap(([name, value]) => {
    const member = awsValue(name, value);
    return member === undefined ? [] : [[awsName(name), member] as const];
  });
  return Object.fromEntries(members);
}

function awsName(name: string): string {
  const capital = (word: string) =>
    words[word] ?? `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return otherNames[name] ?? name.split("_").map(capital).join("");
}

function awsValue(name: string, value: unknown): unknown {
  if (value === null || value === "" || value === undefined) return undefined;
  if (!Array.isArray(value)) return value;
  const [first] = value;
  if (first === undefined) return undefined;
  if (!isAttributes(first)) return value;
  const blocks = value.filter(isAttributes).map(awsMembers);
  return name in otherNames ? blocks : blocks[0];
}
