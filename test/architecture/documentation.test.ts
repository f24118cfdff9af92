/**
 * README and docs say what the code says: every generated part stands somewhere, and what they
 * write by hand about flags, control paths and errors names all of them and no other.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { actions } from "../../src/actions/registry.ts";
import { endpointVariables } from "../../src/cli/endpoint.ts";
import { otherCommands } from "../../src/cli/program.ts";
import { startCommand } from "../../src/cli/start.ts";
import { controlPaths } from "../../src/control/routes.ts";
import { readWorld } from "../../src/world-file/read.ts";
import { generatedPart } from "./generated-sections.ts";
import { refusalsOutsideActions, sections } from "./readme-sections.ts";

const file = join(import.meta.dirname, "../../README.md");
const readme = readFileSync(file, "utf8");
const pages = join(file, "../docs");
/** All but the page of AWS's rules, which names AWS's flags and files. */
const pageTexts = readdirSync(pages)
  .filter((name) => name.endsWith(".md") && name !== "aws-rules.md")
  .map((name) => readFileSync(join(pages, name), "utf8"));
const whole = [readme, ...pageTexts].join("\n");
const byHand = whole.replaceAll(generatedPart, "");
const parts = new Map([...whole.matchAll(generatedPart)].map(([, , name, text]) => [name, text]));

const page = (name: string) =>
  readFileSync(join(pages, name), "utf8").replaceAll(generatedPart, "");

const distinct = (names: readonly string[]) => [...new Set(names)].sort();
const found = (text: string, pattern: RegExp) =>
  distinct([...text.matchAll(pattern)].map(([, name = ""]) => name));

describe("generated parts", () => {
  test("are those that can be rendered", () => {
    expect([...parts.keys()].sort()).toEqual(Object.keys(sections).sort());
  });

  test("tell what each operation does", () => {
    const rows = (parts.get("operations") ?? "").split("\n").filter((row) => row.startsWith("| `"));
    expect(rows).toHaveLength(actions.length);
    expect(rows.filter((row) => !/ [A-Z]?[^|]{5,}\. \| [^|]*\|$/.test(row))).toEqual([]);
  });
});

describe("what is written by hand", () => {
  test("names no flag that --help lacks", () => {
    const commands = [startCommand(), ...otherCommands()].flatMap((one) => [one, ...one.commands]);
    const flags = commands.flatMap(({ options }) => options.map(({ long }) => long ?? ""));
    const ofOthers = ["--project", "--build-arg", "--rm", "--build", "--abort-on-container-exit"];
    const own = byHand.replaceAll(/\baws (?:[^\n]*\\\n)*[^\n]*|--endpoint-url|--package/g, "");
    const named = found(own, /(?<![\w-])(--[a-z][\w-]+)/g);
    const ofScripts = ["--yes", "--page", "--seconds"];
    const known = [...flags, ...ofOthers, ...ofScripts, "--help", "--version"];
    expect(named.filter((flag) => !known.includes(flag))).toEqual([]);
  });

  test("names no environment variable that no flag has", () => {
    const commands = [startCommand(), ...otherCommands()].flatMap((one) => [one, ...one.commands]);
    const variables = commands.flatMap(({ options }) => options.map(({ envVar }) => envVar ?? ""));
    const named = found(byHand, /\b(ASG_LOCAL_\w+)/g);
    // These are read by the tests, see test/clients/installed.ts and test/console/page.ts.
    const ofTests = ["ASG_LOCAL_REQUIRE_CLIENTS", "ASG_LOCAL_PICTURES"];
    const known = [...variables, ...endpointVariables, "ASG_LOCAL_PORT", ...ofTests];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  test("shows every control path with its method, and no other", () => {
    const calls = [
      ...byHand.matchAll(/^curl -sS (.*?)['"]?http:\/\/127\.0\.0\.1:4577([\w/.$-]+)/gm),
    ];
    const shown = calls.map(([, words = "", path]) => {
      const method = /-X (\w+)/.exec(words)?.[1] ?? (words.includes("-d ") ? "POST" : "GET");
      return `${method} ${path}`;
    });
    expect(distinct(shown)).toEqual(controlPaths.map(withExample).sort());
  });

  test("explains every error that no action answers, with its status, and no other", () => {
    const rows = [...page("errors.md").matchAll(/^\| `(\w+)` \| ([\d, ]+) \|/gm)];
    const documented = rows.map(([, code = "", statuses = ""]) => ({
      code,
      statuses: statuses.split(", "),
    }));
    const made = refusalsOutsideActions();
    expect(distinct(documented.map(({ code }) => code))).toEqual(
      distinct(made.map(({ code }) => code)),
    );
    for (const { code, statuses } of documented) {
      const inCode = made.filter((refusal) => refusal.code === code);
      const known = inCode.flatMap(({ status }) => (status === undefined ? [] : [status]));
      expect([code, statuses]).toEqual([code, distinct(known)]);
    }
  });

  test("shows a world file that is accepted", () => {
    const folder = mkdtempSync(join(tmpdir(), "asg-local-world-"));
    const world = join(folder, "api.json");
    writeFileSync(world, /^```json\n([\s\S]*?)^```$/m.exec(page("world-files.md"))?.[1] ?? "");
    const place = { account: "000000000000", region: "us-east-1" };
    const { regions } = readWorld({ file: world }, place).content;
    rmSync(folder, { recursive: true });
    expect(regions[0]?.groups).toMatchObject([{ name: "api", desiredCapacity: 4 }]);
  });

  test("mentions only files and scripts that there are", () => {
    const paths = found(byHand, /(?<![\w./-])((?:src|test|fixtures|docker)\/[\w./-]*\w)/g);
    expect(paths.filter((path) => !existsSync(join(file, "..", path)))).toEqual([]);
    const manifest = readFileSync(join(file, "../package.json"), "utf8");
    const { scripts } = JSON.parse(manifest) as { readonly scripts: Record<string, string> };
    const used = found(byHand, /npm run (\w+)/g);
    expect(used.filter((name) => !(name in scripts))).toEqual([]);
  });
});

/** A path with a name in it is shown with the example world's, one with an id with a variable. */
function withExample(path: string): string {
  const name = path.includes("/snapshots/") ? "before" : "web";
  return path.replace("{name}", name).replace("{id}", "$id");
}

describe("README and its pages", () => {
  const written = readdirSync(pages).filter((name) => name.endsWith(".md"));
  const names = ["README.md", ...written.map((name) => `docs/${name}`)];
  const texts = new Map(
    names.map((name) => [name, readFileSync(join(file, "..", name), "utf8")] as const),
  );

  test("README fits two screens: at most 200 lines and 14 kB", () => {
    expect(readme.split("\n").length).toBeLessThanOrEqual(200);
    expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(14_000);
  });

  test("all pages but the lists of rules and decisions have at most 400 lines", () => {
    const lists = ["docs/aws-rules.md", "docs/decisions.md"];
    const long = [...texts].filter(([, text]) => text.split("\n").length > 400);
    expect(long.map(([name]) => name).filter((name) => !lists.includes(name))).toEqual([]);
  });

  test("what a block shows of an example is in it, word for word", () => {
    const blocks = [...whole.matchAll(/^```\w+ #shows (\S+)\n([\s\S]*?)^```$/gm)];
    expect(blocks.length).toBeGreaterThan(0);
    for (const [, name = "", text = ""] of blocks) {
      expect(readFileSync(join(pages, "examples", name), "utf8")).toContain(text);
    }
  });

  test("README leads to every page", () => {
    const led = [...readme.matchAll(/\]\((docs\/[\w-]+\.md)\)/g)].map(([, name]) => name);
    expect(distinct(led as string[])).toEqual(names.slice(1).sort());
  });

  test.each(names)("every link of %s leads to a file and a heading that are there", (name) => {
    const broken = linksIn(texts.get(name) ?? "").filter((link) => {
      const [path = "", heading] = link.split("#");
      const target = path === "" ? name : join(dirname(name), path);
      const isThere = existsSync(join(file, "..", target));
      const text = texts.get(target);
      return !isThere || (heading !== undefined && !headingsOf(text ?? "").includes(heading));
    });
    expect(broken).toEqual([]);
  });
});

/** Links to files and headings of this repository; web addresses are not looked up. */
function linksIn(text: string): readonly string[] {
  const links = [...text.replaceAll(/```[\s\S]*?```/g, "").matchAll(/\]\(([^)\s]+)\)/g)];
  return links.map(([, link = ""]) => link).filter((link) => !/^[a-z]+:/.test(link));
}

/** The anchors that a reader of Markdown makes of headings, and those that stand in the text. */
function headingsOf(text: string): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
  const anchors = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = ""]) => id);
  return [...headings, ...anchors];
}
