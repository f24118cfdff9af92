/** What runs on GitHub and in a cluster, as far as it can be tried here: schemas, and agreement. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "@actions/languageservice";
import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { parseAllDocuments } from "yaml";
import { repository, startProduct } from "../cli/product.ts";

const workflows = readdirSync(join(repository, ".github/workflows"));
const examples = ["workflow.yml", "terraform-plan.yml"];
const files = [
  "action.yml",
  ...workflows.map((name) => `.github/workflows/${name}`),
  ...examples.map((name) => `docs/examples/github-actions/${name}`),
];
const textOf = (path: string) => readFileSync(join(repository, path), "utf8");
const { version } = JSON.parse(textOf("package.json")) as { readonly version: string };

let documents = 0;

/** What GitHub's own checker, that of its editor, has to say; it remembers texts by address. */
async function complaints(path: string, text: string): Promise<readonly string[]> {
  documents += 1;
  const document = TextDocument.create(`file:///${documents}/${path}`, "yaml", 1, text);
  return (await validate(document)).map(({ message }) => JSON.stringify(message));
}

test.each(files)("%s is as GitHub wants it", async (path) => {
  expect(await complaints(path, textOf(path))).toEqual([]);
});

test.each([
  ["action.yml", "using: composite", "using: composit"],
  ["action.yml", "shell: bash", "shel: bash"],
  ["docs/examples/github-actions/terraform-plan.yml", "github.token", "github.tokn"],
  [".github/workflows/ci.yml", "runs-on: ubuntu-24.04", "run-on: ubuntu-24.04"],
  [".github/workflows/ci.yml", "matrix.node }}", "matrix.nod }}"],
  [".github/workflows/release.yml", "id-token: write", "id-tokens: write"],
  [".github/workflows/release.yml", "steps.names.outputs.tags", "steps.name.outputs.tags"],
])("a mistake is seen: %s with %j as %j", async (path, right, wrong) => {
  expect(textOf(path)).toContain(right);
  expect(await complaints(path, textOf(path).replace(right, wrong))).not.toEqual([]);
});

interface Container {
  readonly image: string;
  readonly args: readonly string[];
  readonly ports: readonly { readonly containerPort: number }[];
  readonly readinessProbe: { readonly httpGet: { readonly path: string; readonly port: number } };
}

interface Deployment {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly Container[] } };
  };
}

test("the manifest for Kubernetes names this version, its flags and its health", async () => {
  const text = textOf("docs/examples/kubernetes/asg-local.yaml");
  const [deployment, service] = parseAllDocuments(text).map((part) => part.toJS());
  const [container] = (deployment as Deployment).spec.template.spec.containers;
  if (container === undefined) throw new Error("no container");
  expect(container.image).toBe(`ghcr.io/asg-local/asg-local:${version}`);
  const { path, port } = container.readinessProbe.httpGet;
  expect(textOf("Dockerfile")).toContain(`EXPOSE ${port}\n`);
  expect([container.ports, service.spec.ports]).toEqual([[{ containerPort: port }], [{ port }]]);

  const product = await startProduct(container.args);
  expect((await fetch(`${product.endpoint}${path}`)).status).toBe(200);
  expect((await product.stop()).code).toBe(0);
});

test("the dev container asks where its emulator listens", () => {
  const settings = JSON.parse(textOf("docs/examples/devcontainer/devcontainer.json"));
  const [port] = settings.forwardPorts;
  expect(settings.containerEnv.AWS_ENDPOINT_URL).toBe(`http://127.0.0.1:${port}`);
  expect(Object.keys(settings.portsAttributes)).toEqual([String(port)]);
});
