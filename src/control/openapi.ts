/** The control API as an OpenAPI 3.1 document, generated from its routes and their schemas. */
import { z } from "zod";
import type { ControlRoute, RouteContract } from "./route.ts";

type Json = Readonly<Record<string, unknown>>;

export async function openApiDocument(routes: readonly ControlRoute[], version: string) {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const methods = paths[route.path] ?? {};
    paths[route.path] = methods;
    methods[route.method.toLowerCase()] = operation(route, await route.contract());
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "asg-local control API",
      version,
      description: "Time, faults and state of an emulator, beside AWS's own API. For tests.",
    },
    paths,
  };
}

function operation(route: ControlRoute, contract: RouteContract): Json {
  const { input } = contract;
  const isBody = ["body", "bytes"].includes(route.takes) && input !== undefined;
  const body = isBody ? { requestBody: requestBody(contract, input) } : {};
  return {
    operationId: operationId(route),
    summary: route.summary,
    parameters: [...pathParameters(route.path), ...queryParameters(route, input)],
    ...body,
    responses: responses(route, contract),
  };
}

/** `getGroupsNameRefreshes`; unique, since no two routes share method and path. */
function operationId({ method, path }: ControlRoute): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const raised = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return `${method.toLowerCase()}${raised.join("")}`;
}

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters({ takes }: ControlRoute, input: z.ZodType | undefined): readonly Json[] {
  if (takes !== "query" || input === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(input, "input");
  return Object.entries(properties as Record<string, unknown>).map(([name, schema]) => ({
    name,
    in: "query",
    required: (required as readonly string[]).includes(name),
    schema,
  }));
}

function requestBody({ accepted }: RouteContract, input: z.ZodType): Json {
  const examples = accepted.map((text, at) => [`example${at + 1}`, { value: parsed(text) }]);
  const content = { schema: schemaOf(input, "input"), examples: Object.fromEntries(examples) };
  return { required: true, content: { "application/json": content } };
}

/** An example in words instead of JSON stays text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function responses(route: ControlRoute, { answer }: RouteContract): Json {
  const content =
    typeof answer === "string"
      ? { [answer]: { schema: { type: "string" } } }
      : { "application/json": { schema: schemaOf(answer, "output") } };
  const isAboutNamed = route.path.includes("{");
  return {
    200: { description: "Done.", content },
    ...(route.takes === "nothing" ? {} : { 400: refusal("The input is not accepted.") }),
    ...(isAboutNamed ? { 404: refusal("There is nothing of this name.") } : {}),
    403: refusal("Host is not local, or a web page from elsewhere asks."),
  };
}

const refusalSchema = z.object({
  error: z.string(),
  accepted: z.array(z.string()).optional(),
});

function refusal(description: string): Json {
  const schema = schemaOf(refusalSchema, "output");
  return { description, content: { "application/json": { schema } } };
}

/**
 * Describes the input of transforms: their results have no JSON schema, and callers need the input.
 */
function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
