/**
 * All that is generated is made anew and compared; `npm run generate` is this test, with `-u`. The
 * golden timelines are not among it: they say what the engine must do.
 */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { worldSchema } from "../../src/world-file/schema.ts";
import { mergeModel } from "../model/generator/merge.ts";
import { onePerLine } from "../model/generator/published.ts";
import { generatedFile, serviceNames } from "../model/generator/services.ts";
import { withProofs } from "./aws-rules.ts";
import { pages, withSections } from "./generated-sections.ts";
import { rulesInTitles } from "./rule-titles.ts";

const repository = join(import.meta.dirname, "../..");

/** Each generated file, or file with generated parts, and its text as the code has it now. */
const files: readonly (readonly [path: string, text: () => string])[] = [
  ...serviceNames.map(
    (service) =>
      [
        relative(repository, fileURLToPath(generatedFile(service))),
        () => onePerLine(mergeModel(service)),
      ] as const,
  ),
  ["fixtures/worlds/generated/world.schema.json", worldSchemaText],
  ["docs/aws-rules.md", () => withProofs(textOf("docs/aws-rules.md"), rulesInTitles())],
  ...pages.map((path) => [path, () => withSections(textOf(path))] as const),
];

test.each(files)("%s is as `npm run generate` makes it", async (path, text) => {
  await expect(text()).toMatchFileSnapshot(join(repository, path));
});

function textOf(path: string): string {
  return readFileSync(join(repository, path), "utf8");
}

function worldSchemaText(): string {
  const $comment = "Generated from src/world-file/schema.ts by npm run generate.";
  const schema = { $comment, ...z.toJSONSchema(worldSchema, { io: "input" }) };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
