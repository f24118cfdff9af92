/** Debian's Chromium without a window, with a folder of its own that is removed with it. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { isWithout } from "./installed.ts";

const executablePath = "/usr/bin/chromium";

export const isWithoutChromium = isWithout("chromium", existsSync(executablePath));

export interface Browser {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

/** Every name under `.example` leads to this machine, as after DNS rebinding. */
export async function openChromium(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), "asg-local-chromium-"));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const context = await chromium.launchPersistentContext(folder, {
      executablePath,
      headless: true,
      // It may run as root, as in a container.
      chromiumSandbox: false,
      args: [
        "--host-resolver-rules=MAP *.example 127.0.0.1, MAP localhost 127.0.0.1",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-sync",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-proxy-server",
      ],
    });
    const close = async () => {
      await context.close();
      remove();
    };
    return { context, close };
  } catch (error) {
    remove();
    throw error;
  }
}
