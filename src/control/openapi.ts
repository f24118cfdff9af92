/** The control API as an OpenAPI 3.1 document, generated from its routes and their schemas. */
import { z } from "zod";
import { type Json, type NamedSchemas, namedSchemas } from "./openapi-schemas.ts";
import type { ControlRoute, RouteContract } from "./route.ts";

export async function openApiDocument(routes: readonly ControlRoute[], version: string) {
  const paths: Record<string, Record<string, Json>> = {};
  const schemas = namedSchemas();
  for (const route of routes) {
    const methods = paths[route.path] ?? {};
    paths[route.path] = methods;
    methods[route.method.toLowerCase()] = operation(route, await route.contract(), schemas);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "asg-local control API",
      version,
      description: "Time, faults and state of an emulator, beside AWS's own API. For tests.",
    },
    paths,
    components: { schemas: schemas.byName },
  };
}

function operation(route: ControlRoute, contract: RouteContract, schemas: NamedSchemas): Json {
  const { input } = contract;
  const isBody = ["body", "bytes"].includes(route.takes) && input !== undefined;
  const body = isBody ? { requestBody: requestBody(contract, input, schemas) } : {};
  return {
    operationId: operationId(route),
    summary: route.summary,
    parameters: [...pathParameters(route.path), ...queryParameters(route, input, schemas)],
    ...body,
    responses: responses(route, contract, schemas),
  };
}

/** `getGroupsNameRefreshes`; unique, since no two routes share method and path. */
function operationId({ method, path }: ControlRoute): string {
  const own = path.replace("/_asg-local/", "");
  const words = own.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
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

function queryParameters(
  { takes }: ControlRoute,
  input: z.ZodType | undefined,
  schemas: NamedSchemas,
): readonly Json[] {
  if (takes !== "query" || input === undefined) return [];
  const { properties = {}, required = [] } = schemas.shown(input, "input");
  return Object.entries(properties as Record<string, unknown>).map(([name, schema]) => ({
    name,
    in: "query",
    required: (required as readonly string[]).includes(name),
    schema,
  }));
}

function requestBody({ accepted }: RouteContract, input: z.ZodType, schemas: NamedSchemas): Json {
  const examples = accepted.map((text, at) => [`example${at + 1}`, { value: parsed(text) }]);
  const content = { schema: schemas.shown(input, "input"), examples: Object.fromEntries(examples) };
  const required = !input.safeParse(undefined).success;
  return { required, content: { "application/json": content } };
}

/** An example in words instead of JSON stays text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function responses(
  route: ControlRoute,
  { answer, headers }: RouteContract,
  schemas: NamedSchemas,
): Json {
  const refusal = (description: string): Json => {
    const schema = schemas.shown(refusalSchema, "output");
    return { description, content: { "application/json": { schema } } };
  };
  const content =
    typeof answer === "string"
      ? { [answer]: { schema: { type: "string" } } }
      : { "application/json": { schema: schemas.shown(answer, "output") } };
  const isAboutNamed = route.path.includes("{");
  return {
    200: { description: "Done.", ...(headers && { headers: headersOf(headers) }), content },
    ...(route.takes === "nothing" ? {} : { 400: refusal("The input is not accepted.") }),
    ...(isAboutNamed ? { 404: refusal("There is nothing of this name.") } : {}),
    403: refusal("Host is not local, or a web page from elsewhere asks."),
  };
}

function headersOf(headers: NonNullable<RouteContract["headers"]>): Json {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, schema: { type: "string" } },
    ]),
  );
}

const refusalSchema = z
  .object({ error: z.string(), accepted: z.array(z.string()).optional() })
  .meta({ id: "Refusal" });
