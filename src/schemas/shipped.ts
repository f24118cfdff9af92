/** The worlds and plans that the package ships, which can be named instead of a path. */
import { readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { unknownName } from "./suggestion.ts";

export type ShippedKind = "world" | "plan";

/** As far from the sources as from each build. */
const folderOf = (kind: ShippedKind) => new URL(`../../fixtures/${kind}s/`, import.meta.url);

/** The schema of world files, for editors. */
export function worldSchemaPath(): string {
  return fileURLToPath(new URL("generated/world.schema.json", folderOf("world")));
}

function shippedNames(kind: ShippedKind): readonly string[] {
  const files = readdirSync(folderOf(kind)).filter((name) => name.endsWith(".json"));
  return files.map((name) => name.slice(0, -".json".length)).sort();
}

/** The path of what has this name. Throws what `refuse` makes of a sentence. */
export function shippedPath(
  kind: ShippedKind,
  name: string,
  refuse: (sentence: string) => Error,
): string {
  const names = shippedNames(kind);
  if (!names.includes(name)) throw refuse(unknownName(kind, name, names));
  return fileURLToPath(new URL(`${name}.json`, folderOf(kind)));
}

/**
 * The path that a text stands for: itself when it has a slash or a dot or is that of a file, else
 * that of what the package ships by this name.
 */
export function namedPath(
  kind: ShippedKind,
  text: string,
  refuse: (sentence: string) => Error,
): string {
  const isPath = /[/\\.]/.test(text) || isFile(text);
  return isPath ? text : shippedPath(kind, text, refuse);
}

function isFile(path: string): boolean {
  return !path.includes("\0") && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
