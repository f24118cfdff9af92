/**
 * Holds the form of AWS's published service models, and reduces one to what the generator needs.
 * Run it to take over a newer model, naming service, file and where the file is from:
 * `tsx test/model/generator/published.ts ec2 service-2.json.gz \
 * "AWS service model …, botocore 1.43.11"`.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { publishedFile, type Service, servedOperations } from "./services.ts";

interface PublishedMember {
  readonly shape: string;
  readonly locationName?: string;
  readonly queryName?: string;
  readonly idempotencyToken?: true;
}

export interface PublishedShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, PublishedMember>>;
  readonly required?: readonly string[];
  readonly member?: PublishedMember;
  readonly key?: PublishedMember;
  readonly value?: PublishedMember;
  readonly error?: { readonly code?: string; readonly httpStatusCode: number };
  readonly exception?: true;
  readonly [constraint: string]: unknown;
}

interface PublishedOperation {
  readonly input?: { readonly shape: string };
  readonly output?: { readonly shape: string; readonly resultWrapper?: string };
  readonly errors?: readonly { readonly shape: string }[];
}

export interface PublishedModel {
  readonly source: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly operations: Readonly<Record<string, PublishedOperation>>;
  readonly otherOperations: readonly string[];
  readonly shapes: Readonly<Record<string, PublishedShape>>;
}

/** Words about a shape that say nothing about its form; everything else is kept or refused. */
const annotations = new Set([
  "documentation",
  "deprecated",
  "deprecatedMessage",
  "deprecatedSince",
  "sensitive",
  "box",
  "name",
  "http",
  "requestcompression",
  "xmlOrder",
  "union",
  "synthetic",
]);

export function readPublished(service: Service): PublishedModel {
  return JSON.parse(readFileSync(publishedFile(service), "utf8")) as PublishedModel;
}

/** One line an entry of each table, so that a newer model gives a readable difference. */
export function onePerLine(model: Readonly<Record<string, unknown>>): string {
  const isTable = (value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value);
  const lines = Object.entries(model).map(([key, value]) => {
    if (!isTable(value)) return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    const rows = Object.entries(value as object).map(
      ([name, row]) => `${JSON.stringify(name)}: ${JSON.stringify(row)}`,
    );
    return `${JSON.stringify(key)}: {\n${rows.join(",\n")}\n}`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}

function withoutAnnotations(value: unknown, isNameTable = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutAnnotations(item));
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([key]) => isNameTable || !annotations.has(key));
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, withoutAnnotations(inner, key === "members")]),
  );
}

function reachable(model: PublishedModel, operations: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (name: string) => {
    const shape = model.shapes[name];
    if (shape === undefined || seen.has(name)) return;
    seen.add(name);
    for (const member of Object.values(shape.members ?? {})) visit(member.shape);
    for (const inner of [shape.member, shape.key, shape.value]) if (inner) visit(inner.shape);
  };
  for (const name of operations) {
    const operation = model.operations[name];
    if (operation === undefined) throw new Error(`${name} is not in the published model`);
    for (const root of [operation.input, operation.output, ...(operation.errors ?? [])]) {
      if (root) visit(root.shape);
    }
  }
  return seen;
}

/** Strips documentation, and the operations that are not served with their shapes. */
function reduce(service: Service, model: PublishedModel, source: string): PublishedModel {
  const wanted = servedOperations(service);
  const all = Object.keys(model.operations);
  const kept = all.filter((name) => wanted.includes(name));
  const shapes = reachable(model, kept);
  const pick = (table: object, names: ReadonlySet<string>) =>
    Object.fromEntries(
      Object.entries(table)
        .filter(([name]) => names.has(name))
        .map(([name, value]) => [name, withoutAnnotations(value)]),
    );
  return {
    source,
    metadata: model.metadata,
    otherOperations: all.filter((name) => !kept.includes(name)),
    operations: pick(model.operations, new Set(kept)) as PublishedModel["operations"],
    shapes: pick(model.shapes, shapes) as PublishedModel["shapes"],
  };
}

const [script, service, file, source] = process.argv.slice(1);
if (script?.endsWith("published.ts") && service && file && source) {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const model = reduce(service as Service, JSON.parse(text) as PublishedModel, source);
  writeFileSync(publishedFile(service as Service), onePerLine({ ...model }));
}
