/** The console in a real browser; a page that did anything wrong fails its test. */
import { join } from "node:path";
import axe from "axe-core";
import type { ConsoleMessage, Page } from "playwright-core";
import { expect } from "vitest";
import { type Product, startProduct } from "../cli/product.ts";
import { type Browser, isWithoutChromium, openChromium } from "../clients/chromium.ts";

export { isWithoutChromium };

export interface Console {
  readonly product: Product;
  /** A new page at this address of the console, such as `#/groups/web`. */
  readonly open: (address?: string, size?: Size) => Promise<WatchedPage>;
  readonly close: () => Promise<void>;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface WatchedPage {
  readonly page: Page;
  /** What went wrong so far: errors, violations of the policy, requests to other hosts. */
  readonly mistakes: string[];
  /** How often the user has clicked or pressed a key through `step`. */
  readonly steps: () => number;
  /** One thing that a user does. */
  readonly step: (act: (page: Page) => Promise<unknown>) => Promise<void>;
  /** Ends the page; fails if anything went wrong in it. */
  readonly done: () => Promise<void>;
}

/** Makes errors of what a browser tells nobody. */
const tellTale = `
  addEventListener("securitypolicyviolation", (event) =>
    console.error("policy " + event.violatedDirective + " " + event.blockedURI));
  addEventListener("unhandledrejection", (event) => console.error("rejected " + event.reason));
`;

const wide = { width: 1440, height: 900 } as const;

/** The built product, with a clock that moves by hand, and a browser. */
export async function openConsole(...flags: string[]): Promise<Console> {
  const always = ["--clock", "manual", "--seed", "console", "--log", "silent"];
  const product = await startProduct([...always, ...flags]);
  const browser = await openChromium();
  return {
    product,
    open: (address = "", size = wide) => openPage({ product, browser, address, size }),
    close: async () => {
      await browser.close();
      await product.stop();
    },
  };
}

interface Opened {
  readonly product: Product;
  readonly browser: Browser;
  readonly address: string;
  readonly size: Size;
}

async function openPage({ product, browser, address, size }: Opened): Promise<WatchedPage> {
  const page = await browser.context.newPage();
  await page.setViewportSize(size);
  const mistakes: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "error" || isRefusedForecast(message)) return;
    mistakes.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => mistakes.push(`error: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    const isOwn = url.startsWith(product.endpoint) || url.startsWith("data:");
    if (!isOwn) mistakes.push(`request: ${url}`);
  });
  await page.addInitScript(tellTale);
  await page.goto(`${product.endpoint}/_asg-local/console/${address}`);
  await page.getByText("live", { exact: false }).first().waitFor();
  let count = 0;
  return {
    page,
    mistakes,
    steps: () => count,
    step: async (act) => {
      count += 1;
      await act(page);
      await settled(page);
    },
    done: async () => {
      await keepPicture(page);
      await page.close();
      expect(mistakes).toEqual([]);
    },
  };
}

/** The answer of the control API to a question, or with a body to a request to act. */
export async function ask(
  { endpoint }: Pick<Product, "endpoint">,
  path: string,
  body?: object,
): Promise<unknown> {
  const asked = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(`${endpoint}/_asg-local/${path}`, asked);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.json();
}

/** A picture for people to look at, where the variable names a folder for it (T-10). */
async function keepPicture(page: Page): Promise<void> {
  const folder = process.env.ASG_LOCAL_PICTURES;
  if (folder === undefined) return;
  const name = (expect.getState().currentTestName ?? "page").replaceAll(/[^\w-]+/g, "-");
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** The browser tells of each answer of 400; that of a rollback that AWS would refuse is shown. */
function isRefusedForecast(message: ConsoleMessage): boolean {
  return message.text().includes("status of 400") && message.location().url.endsWith("/forecast");
}

/** Until the page shows what its last move or action led to. */
async function settled(page: Page): Promise<void> {
  await page.getByText("advancing…").waitFor({ state: "hidden" });
}

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[];
}

/** What axe finds wrong with what is shown now (WCAG 2.2 AA and good practice). */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // The debugger is not bound by the page's policy, as the page's own scripts are.
  await page.evaluate(`if (!globalThis.axe) { ${axe.source} }`);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await page.evaluate<{ violations: Finding[] }>(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ["violations"] })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(" ")} ${html.slice(0, 120)}`),
  );
}
