/** The schemas of the OpenAPI document: those with a name of their own are told once, and named. */
import { z } from "zod";

export type Json = Readonly<Record<string, unknown>>;

export interface NamedSchemas {
  /** The schema as it stands in a request or an answer: one with a name is referred to. */
  shown(schema: z.ZodType, io: "input" | "output"): Json;
  /** Every schema that was referred to, by its name. */
  readonly byName: Json;
}

/** Collects what its callers show. A name is a schema's `id`; throws when two have the same. */
export function namedSchemas(): NamedSchemas {
  const byName: Record<string, unknown> = {};
  const add = (name: string, schema: unknown) => {
    const isNew = byName[name] === undefined;
    if (!isNew && JSON.stringify(byName[name]) !== JSON.stringify(schema)) {
      throw new Error(`two schemas are named ${name}`);
    }
    byName[name] = schema;
  };
  return {
    byName,
    shown: (schema, io) => {
      const { named, shown } = converted(schema, io);
      for (const [name, one] of Object.entries(named)) add(name, one);
      return shown;
    },
  };
}

interface Converted {
  readonly named: Json;
  readonly shown: Json;
}

/**
 * Describes the input of transforms: their results have no JSON schema, and callers need the input.
 * The schema stands in an object of its own, because the outermost one is never referred to.
 */
function converted(schema: z.ZodType, io: "input" | "output"): Converted {
  const { $defs = {}, properties } = z.toJSONSchema(z.object({ schema }), {
    io,
    unrepresentable: "any",
  });
  const text = JSON.stringify({ named: $defs, shown: properties?.schema });
  return JSON.parse(text, (key, value) =>
    key === "$ref" ? String(value).replace("#/$defs/", "#/components/schemas/") : value,
  ) as Converted;
}
