/** Ansible as a user runs it: the playbooks of fixtures/clients/ansible, against the product. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Product, repository, startProduct } from "../cli/product.ts";
import { isWithout } from "./installed.ts";
import { type Python, pythonsWithBoto3 } from "./pythons.ts";

export interface Ansible {
  readonly product: Product;
  /** For the AWS SDK's clients. */
  readonly configuration: Configuration;
  /** Runs a playbook, which must end well; answers the tasks that changed something. */
  changedBy(playbook: string, options?: PlayOptions): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface PlayOptions {
  readonly flags?: readonly string[];
  /** Which one runs the modules; the system's own, as Ansible would choose, unless told. */
  readonly python?: Python | undefined;
}

interface Configuration {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export const playbooks = join(repository, "fixtures/clients/ansible");

/** The modules are in collections that come with the package, and that ansible-core has not. */
const hasAnsible = ["amazon.aws.autoscaling_group", "community.aws.ec2_launch_template"].every(
  (module) => spawnSync("ansible-doc", ["--snippet", module], { timeout: 60_000 }).status === 0,
);

export const isWithoutAnsible =
  isWithout("ansible-playbook", hasAnsible) || pythonsWithBoto3.length === 0;

const systemPython = pythonsWithBoto3.find(({ file }) => file.startsWith("/usr/bin/"));

export async function startAnsible(flags: readonly string[]): Promise<Ansible> {
  const folder = mkdtempSync(join(tmpdir(), "asg-local-ansible-"));
  const product = await startProduct([...flags, "--log", "silent"]);
  const { endpoint } = product;
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const running = new Set<ChildProcess>();
  const changedBy = async (playbook: string, options: PlayOptions = {}) => {
    const python = options.python ?? systemPython ?? pythonsWithBoto3[0];
    const variables = { endpoint, ansible_python_interpreter: python?.file };
    const told = ["--extra-vars", JSON.stringify(variables), ...(options.flags ?? [])];
    const env = environment({ folder, endpoint });
    const file = join(playbooks, playbook);
    const child = spawn("ansible-playbook", [...told, file], { cwd: folder, env });
    running.add(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    const [code] = await once(child, "close");
    running.delete(child);
    return changedTasks({ code, output });
  };
  const close = async () => {
    for (const child of running) child.kill();
    await product.stop();
    rmSync(folder, { recursive: true });
  };
  const configuration = { endpoint, region: "us-east-1", credentials };
  return { product, configuration, changedBy, close };
}

/** README names AWS_URL; nothing of the tester's own AWS and Ansible settings is left. */
function environment({ folder, endpoint }: { folder: string; endpoint: string }) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(AWS|EC2|ANSIBLE|PYTHON)_/.test(name) && !/_proxy$/i.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    AWS_URL: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    HOME: folder,
    ANSIBLE_HOME: folder,
    ANSIBLE_LOCAL_TEMP: folder,
    ANSIBLE_REMOTE_TEMP: folder,
    ANSIBLE_INVENTORY: "localhost,",
    ANSIBLE_PIPELINING: "1",
    ANSIBLE_NOCOLOR: "1",
    ANSIBLE_NOCOWS: "1",
    LC_ALL: "C.UTF-8",
  };
}

const task = /^TASK \[(.*)\] \*+$([\s\S]*?)(?=^(?:TASK|PLAY)\b)/gm;
const recap = /^localhost\s+: ok=[1-9]\d*\s+changed=(\d+)\s.* failed=0\s+skipped=0\s/m;

/** No task may fail or be skipped, and the recap counts the same changes as the tasks told. */
function changedTasks({ code, output }: { code: number | null; output: string }) {
  const changed = [...output.matchAll(task)]
    .filter(([, , answer = ""]) => /^changed: /m.test(answer))
    .map(([, name = ""]) => name);
  const isGood = code === 0 && recap.exec(output)?.[1] === String(changed.length);
  if (!isGood) throw new Error(`the playbook ended with ${code}:\n${output}`);
  return changed;
}
