/** Reads the schemas that an AWS SDK package exports; their form is known only here. */

export interface SdkMember {
  readonly name: string;
  readonly required: boolean;
  readonly query: string | undefined;
  readonly xml: string | undefined;
  readonly schema: SdkSchema;
}

type SimpleKind = "string" | "number" | "boolean" | "timestamp" | "blob";

export type SdkSchema =
  | { readonly kind: SimpleKind }
  | { readonly kind: "list"; readonly name: string; readonly item: SdkMember }
  | { readonly kind: "map"; readonly name: string; readonly item: SdkMember }
  | {
      readonly kind: "structure";
      readonly name: string;
      readonly members: readonly SdkMember[];
      /** Of a union a value has exactly one member. */
      readonly isUnion: boolean;
    };

export interface SdkOperation {
  readonly name: string;
  readonly input: SdkSchema | undefined;
  readonly output: SdkSchema | undefined;
}

export interface SdkFault {
  readonly name: string;
  readonly code: string;
  readonly status: number;
}

type Sdk = Readonly<Record<string, unknown>>;

const simpleKinds = new Map<number, SimpleKind>([
  [0, "string"],
  [1, "number"],
  [2, "boolean"],
  [4, "timestamp"],
  [5, "timestamp"],
  [21, "blob"],
]);
const listBit = 64;
/** A map of texts to the schema of the lower bits. */
const mapBit = 128;

/** A reference is a number, a schema, a function that gives one, or [reference, traits]. */
function resolve(reference: unknown): { schema: unknown; traits: Record<string, unknown> } {
  if (typeof reference === "function") return resolve(reference());
  const isPair = Array.isArray(reference) && reference.length === 2;
  if (!isPair) return { schema: reference, traits: {} };
  const [inner, traits] = reference as [unknown, unknown];
  const own = typeof traits === "object" && traits !== null ? traits : {};
  const outer = resolve(inner);
  return { schema: outer.schema, traits: { ...outer.traits, ...own } };
}

function readMember(name: string, reference: unknown, required: boolean): SdkMember {
  const { schema, traits } = resolve(reference);
  return {
    name,
    required,
    query: traits.ec2QueryName as string | undefined,
    xml: traits.xmlName as string | undefined,
    schema: readSchema(schema),
  };
}

/** Reads one schema; members are read when asked for, because schemas may refer to themselves. */
function readSchema(reference: unknown): SdkSchema {
  const { schema } = resolve(reference);
  if (typeof schema === "number") {
    if ((schema & mapBit) !== 0) {
      return { kind: "map", name: "", item: readMember("item", schema - mapBit, false) };
    }
    if ((schema & listBit) !== 0) {
      return { kind: "list", name: "", item: readMember("item", schema - listBit, false) };
    }
    const kind = simpleKinds.get(schema);
    if (kind === undefined) throw new Error(`unknown simple schema ${schema}`);
    return { kind };
  }
  if (!Array.isArray(schema)) throw new Error(`unknown schema ${String(schema)}`);
  const [kind, , name, , fourth, fifth, sixth] = schema as [number, string, string, ...unknown[]];
  if (kind === 0) return readSchema(fourth);
  if (kind === 1 || kind === 2) {
    return {
      kind: kind === 1 ? "list" : "map",
      name,
      get item() {
        return readMember("item", kind === 1 ? fourth : fifth, false);
      },
    };
  }
  const isUnion = kind === 4;
  if (Math.abs(kind) !== 3 && !isUnion) throw new Error(`unknown schema kind ${kind} of ${name}`);
  const required = typeof sixth === "number" ? sixth : 0;
  return {
    kind: "structure",
    name,
    isUnion,
    get members() {
      const references = fifth as readonly unknown[];
      return (fourth as readonly string[]).map((member, index) =>
        readMember(member, references[index], index < required),
      );
    },
  };
}

const isSchema = (value: unknown, kind: number): value is [number, string, string, ...unknown[]] =>
  Array.isArray(value) && value[0] === kind;

/** Every operation of an SDK package, in its own order. */
export function sdkOperations(sdk: Sdk): SdkOperation[] {
  const shape = (reference: unknown) => {
    const { schema } = resolve(reference);
    return schema === "unit" ? undefined : readSchema(schema);
  };
  return Object.values(sdk)
    .filter((value) => isSchema(value, 9))
    .map(([, , name, , input, output]) => ({ name, input: shape(input), output: shape(output) }));
}

interface FaultTraits {
  readonly awsQueryError?: readonly [string, number];
  readonly error?: "client" | "server";
  readonly httpError?: number;
}

/** Every fault that the package models, with its code on the wire; the empty base is left out. */
export function sdkFaults(sdk: Sdk): SdkFault[] {
  const faults = Object.values(sdk).filter((value) => isSchema(value, -3));
  return faults.flatMap(([, , name, traits]) => {
    const { awsQueryError, error, httpError } = Object(traits) as FaultTraits;
    if (awsQueryError) return [{ name, code: awsQueryError[0], status: awsQueryError[1] }];
    return error
      ? [{ name, code: name, status: httpError ?? (error === "client" ? 400 : 500) }]
      : [];
  });
}

/** The values of the enumeration that the package exports under this name, if it does. */
export function sdkEnum(sdk: Sdk, name: string): string[] {
  const constant = sdk[name] ?? sdk[`_${name}`];
  const isEnum = typeof constant === "object" && constant !== null && !Array.isArray(constant);
  return isEnum ? Object.values(constant as Record<string, string>) : [];
}
