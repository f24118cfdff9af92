/** Reads the journal and the decisions, page by page. */
import { storyLines, storyOf } from "../domain/story/story.ts";
import { visible } from "../domain/visible.ts";
import type { Decisions, JournalLine } from "./answers.ts";
import { jsonOf, pathWith, requestText } from "./http.ts";
import { allOf, type PageQuery, pagesOf } from "./pages.ts";
import type { DecisionsFilter, JournalFilter } from "./requests.ts";

/** All that the filter lets through, or so many as its limit says. */
export function journalOf(
  endpoint: string,
  { since, before, order, limit, type, ...filter }: JournalFilter = {},
): Promise<readonly JournalLine[]> {
  const ask = async (query: PageQuery) => {
    const path = pathWith("journal", { ...filter, type: type?.join(","), ...query });
    const items = linesOf(await requestText(endpoint, { method: "GET", path }));
    return { items, next: items.at(-1)?.sequence };
  };
  return allOf(pagesOf({ since, before, order, limit }, ask));
}

/** The same in lines for people. */
export async function storyIn(endpoint: string, filter?: JournalFilter): Promise<string> {
  const lines = storyLines(storyOf(await journalOf(endpoint, filter)));
  return lines.map((line) => `${visible(line)}\n`).join("");
}

function linesOf(text: string): readonly JournalLine[] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as JournalLine);
}

/** Every refresh that is meant, with its decisions as the filter lets them through. */
export async function decisionsOf(
  endpoint: string,
  group: string,
  { account, region, refresh, ...part }: DecisionsFilter = {},
): Promise<Decisions> {
  let first: Decisions | undefined;
  const ask = async (query: PageQuery) => {
    const name = `groups/${encodeURIComponent(group)}/decisions`;
    const path = pathWith(name, { account, region, refresh, ...query });
    const page = await jsonOf<Decisions>(endpoint, { method: "GET", path });
    first ??= page;
    const items = page.refreshes.flatMap(({ id, decisions }) =>
      decisions.map((decision) => ({ id, decision })),
    );
    return { items, next: items.at(-1)?.decision.sequence };
  };
  const listed = await allOf(pagesOf(part, ask));
  const refreshes = (first?.refreshes ?? []).map(({ id, status }) => {
    const its = listed.filter((one) => one.id === id);
    return { id, status, decisions: its.map(({ decision }) => decision) };
  });
  return { group, refreshes };
}
