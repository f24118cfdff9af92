/** What is known of the group that is looked at. */
import { computed, effect, signal } from "@preact/signals";
import type { RefreshSummary } from "../../client/answers.ts";
import { call } from "./calls.ts";
import { ask, queryOf } from "./http.ts";
import { changeInstances, forgetInstances, setInstances } from "./instances.ts";
import { groupPlace, place } from "./place.ts";
import { type Reader, readerOf } from "./reader.ts";
import type {
  ActiveRefresh,
  DescribedRefresh,
  GroupNow,
  InstanceColumns,
  WholeGroup,
} from "./shapes.ts";
import { isActive } from "./words.ts";
import { chosen } from "./world.ts";

/** The answer of a path below the chosen group's; undefined while none is chosen. */
export async function askOfGroup<A>(
  rest: string,
  members: Readonly<Record<string, string | number | undefined>> = {},
): Promise<A | undefined> {
  const { group, account, region } = place.peek();
  if (group === undefined) return undefined;
  const query = queryOf({ account, region, ...members });
  return ask<A>(`/groups/${encodeURIComponent(group)}${rest}${query}`);
}

/** The group without its instances, which change one by one. */
export const group = signal<Omit<WholeGroup, "instances"> | undefined>();

export const wholeGroup = readerOf(async () => {
  const answer = await askOfGroup<WholeGroup>("");
  if (answer === undefined) return undefined;
  const { instances, ...others } = answer;
  setInstances(instances);
  group.value = others;
  return answer.sequence;
});

/** A message of the stream. */
export function takeChange(change: Partial<GroupNow> & Changed): void {
  const { instances, gone = [], ...others } = change;
  if (group.peek() === undefined) return;
  if (instances !== undefined) changeInstances(instances, gone);
  group.value = { ...(group.peek() as WholeGroup), ...others };
}

interface Changed {
  readonly instances?: InstanceColumns;
  readonly gone?: readonly string[];
  readonly refresh?: ActiveRefresh | null;
}

/** Figures of each refresh, oldest first. */
export const refreshes = readerOf(async () => {
  const answer = await askOfGroup<{ readonly refreshes: readonly RefreshSummary[] }>("/refreshes");
  return answer?.refreshes;
});

/** Newest first. */
export const described = readerOf(async () => {
  const { group: name } = place.peek();
  if (name === undefined) return undefined;
  const answer = await call<{ readonly InstanceRefreshes?: readonly DescribedRefresh[] }>({
    service: "autoscaling",
    operation: "DescribeInstanceRefreshes",
    input: { AutoScalingGroupName: name, MaxRecords: 100 },
  });
  return answer.InstanceRefreshes ?? [];
});

/** The refresh that is looked at: the one of the address, else the newest. */
export const shownRefresh = computed(() => {
  const all = described.value.value ?? [];
  const { refresh } = place.value;
  return all.find(({ InstanceRefreshId: id }) => id === refresh) ?? all[0];
});

/** The figures of that one. */
export const shownFigures = computed(() => {
  const id = shownRefresh.value?.InstanceRefreshId;
  return refreshes.value.value?.find((one) => one.id === id);
});

/** Whether what is looked at still goes on. */
export const isUnderWay = computed(() => {
  const refresh = shownRefresh.value;
  return refresh !== undefined && isActive(refresh.Status);
});

/** The refresh under way, whatever is looked at. */
export const activeRefresh = computed(() => {
  const refresh = group.value?.refresh ?? undefined;
  return refresh !== undefined && isActive(refresh.status) ? refresh : undefined;
});

/** What else is read with the group: parts of the page add theirs. */
export const alsoRead: Pick<Reader<unknown>, "refresh" | "clear">[] = [];

/** What tells of the refresh: its description, figures, history, decisions. */
export async function readRefresh(isWaitedFor = false): Promise<void> {
  if (place.peek().group === undefined) return;
  await Promise.all([described.refresh(isWaitedFor), refreshes.refresh(isWaitedFor)]);
  await Promise.all(alsoRead.map((one) => one.refresh(isWaitedFor)));
}

export async function readGroup(isWaitedFor = false): Promise<void> {
  if (place.peek().group === undefined) return;
  await Promise.all([wholeGroup.refresh(isWaitedFor), readRefresh(isWaitedFor)]);
}

/** Another group, or another world, has another story. */
export function forgetGroup(): void {
  for (const one of [wholeGroup, refreshes, described, ...alsoRead]) one.clear();
  group.value = undefined;
  forgetInstances();
}

let seen = groupPlace.peek();
effect(() => {
  const is = groupPlace.value;
  if (is === seen) return;
  seen = is;
  forgetGroup();
  readGroup();
});

let story: string | undefined;
/** Another refresh of the group has another story. */
effect(() => {
  const id = shownRefresh.value?.InstanceRefreshId;
  if (id === story) return;
  const isFirst = story === undefined;
  story = id;
  if (isFirst) return;
  for (const one of alsoRead) {
    one.clear();
    one.refresh();
  }
});

/** Whether a message of the stream is about the group that is looked at. */
export function isChosen(of: { account: string; region: string; group: string }): boolean {
  const is = chosen.peek();
  return is?.group === of.group && is.account === of.account && is.region === of.region;
}
