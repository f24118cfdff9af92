/** Builds the product once before the layers that run it, so that they never see an old one. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

export function setup(): void {
  const cwd = join(import.meta.dirname, "../..");
  execFileSync("npm", ["run", "--silent", "build"], {
    cwd,
    stdio: "inherit",
  });
}
