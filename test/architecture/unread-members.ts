/**
 * Finds the input members of an operation that no code on its way names: its action, and all that
 * the action imports. What is named may still be stored only; what is not named has no effect.
 */
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type ServiceName, serviceModel, structureOf } from "../../src/model/shapes.ts";
import { type SourceFile, sourceFiles } from "./sources.ts";

const repository = join(import.meta.dirname, "../..");

export function unreadMembers(service: ServiceName, operation: string): readonly string[] {
  const model = serviceModel(service);
  const input = model.operations.get(operation)?.input;
  const file = actionFile(service, operation);
  if (input === undefined || file === undefined) return [];
  const text = [...textsFrom(file)].join("\n");
  const members = structureOf(model, input).members.map(({ name }) => name);
  return members.filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
}

const actionFiles = new Map<ServiceName, readonly SourceFile[]>();

/** The file that defines the operation's action. */
export function actionFile(service: ServiceName, operation: string): string | undefined {
  const definition = new RegExp(`defineAction\\(\\s*"${service}",\\s*"${operation}"`);
  const files = actionFiles.get(service) ?? sourceFiles(`src/actions/${service}`);
  actionFiles.set(service, files);
  return files.find(({ text }) => definition.test(text))?.path;
}

interface Read {
  readonly text: string;
  /** Paths from the repository's folder on. */
  readonly imports: readonly string[];
}

const read = new Map<string, Read>();

function readOnce(path: string): Read {
  const known = read.get(path);
  if (known !== undefined) return known;
  const text = readFileSync(join(repository, path), "utf8");
  const folder = join(repository, dirname(path));
  const imports = [...text.matchAll(/from "(\.[^"]+)"/g)].map(([, imported = ""]) =>
    relative(repository, join(folder, imported)),
  );
  const made = { text, imports };
  read.set(path, made);
  return made;
}

/** The texts of a file and of all that it imports from actions/ and domain/. */
function* textsFrom(first: string): Generator<string> {
  const seen = new Set<string>();
  const waiting = [first];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const isLooked = path.startsWith("src/actions/") || path.startsWith("src/domain/");
    if (seen.has(path) || !isLooked) continue;
    seen.add(path);
    const { text, imports } = readOnce(path);
    yield text;
    waiting.push(...imports);
  }
}
