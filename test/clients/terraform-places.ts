/** Where Terraform and a mirror of its AWS provider are on this machine, if they are. */
import { accessSync, constants, existsSync, readdirSync, readFileSync } from "node:fs";
import { arch, homedir, platform } from "node:os";
import { delimiter, join } from "node:path";
import { isWithout } from "./installed.ts";

export interface TerraformPlaces {
  readonly file: string;
  /** The folder that has `registry.terraform.io`. */
  readonly mirror: string;
}

/**
 * Undefined when one of them is not here, said in one line. Terraform without a provider is no
 * failure where Terraform is required, as a provider has to be fetched by hand.
 */
export function terraformPlaces(): TerraformPlaces | undefined {
  const file = terraformFile();
  if (isWithout("terraform", file !== undefined) || file === undefined) return undefined;
  const mirror = providerMirror();
  if (mirror !== undefined) return { file, mirror };
  process.stdout.write("No mirror of Terraform's AWS provider was found: its tests are skipped.\n");
  return undefined;
}

function terraformFile(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, "terraform")).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function providerMirror(): string | undefined {
  return [...configuredFolders(), ...standardFolders(), ...foldersOf("/opt")].find(hasProvider);
}

/** What Terraform's own configuration names as mirrors. */
function configuredFolders(): readonly string[] {
  const file = process.env.TF_CLI_CONFIG_FILE ?? join(homedir(), ".terraformrc");
  if (!existsSync(file)) return [];
  const mirrors = readFileSync(file, "utf8").matchAll(
    /filesystem_mirror\s*\{[^}]*?path\s*=\s*"([^"]+)"/g,
  );
  return [...mirrors].map(([, folder = ""]) => folder);
}

/** Where Terraform looks without any configuration. */
function standardFolders(): readonly string[] {
  const shares = (process.env.XDG_DATA_DIRS ?? "/usr/local/share:/usr/share").split(delimiter);
  const own = process.env.XDG_DATA_HOME ?? join(homedir(), ".local/share");
  return [
    join(homedir(), ".terraform.d/plugins"),
    ...[own, ...shares].map((folder) => join(folder, "terraform/plugins")),
  ];
}

function foldersOf(parent: string): readonly string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .sort()
    .map((name) => join(parent, name));
}

/** A mirror has versions; each is unpacked in a folder a platform, or is a packed file of it. */
function hasProvider(folder: string): boolean {
  const provider = join(folder, "registry.terraform.io/hashicorp/aws");
  if (!existsSync(provider)) return false;
  const target = `${platform()}_${arch() === "x64" ? "amd64" : arch()}`;
  return readdirSync(provider).some(
    (name) => name.endsWith(`_${target}.zip`) || existsSync(join(provider, name, target)),
  );
}
