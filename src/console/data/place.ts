/** Where one is in the page, kept in the address: reload, back and a copied link show the same. */
import { computed, signal } from "@preact/signals";

export interface Place {
  readonly group?: string | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  /** The refresh that is looked at; without it the newest. */
  readonly refresh?: string | undefined;
  /** The refresh that is compared with it. */
  readonly compare?: string | undefined;
  readonly tab?: string | undefined;
  readonly instance?: string | undefined;
}

const members = ["account", "region", "refresh", "compare", "tab", "instance"] as const;

/** `#/groups/web?account=…`; the name may hold any character. */
export function addressOf({ group, ...others }: Place): string {
  if (group === undefined) return "#/";
  const query = new URLSearchParams();
  for (const name of members) {
    const value = others[name];
    if (value !== undefined) query.set(name, value);
  }
  const text = query.size === 0 ? "" : `?${query}`;
  return `#/groups/${encodeURIComponent(group)}${text}`;
}

function placeIn(address: string): Place {
  const [path = "", query = ""] = address.replace(/^#/, "").split("?");
  const name = /^\/groups\/([^/]+)$/.exec(path)?.[1];
  if (name === undefined) return {};
  const given = new URLSearchParams(query);
  const found = members.flatMap((member) => {
    const value = given.get(member);
    return value === null ? [] : [[member, value] as const];
  });
  return { group: decoded(name), ...Object.fromEntries(found) };
}

/** A percent sign that a person typed is no mistake. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

export const place = signal<Place>(placeIn(location.hash));

/** The group alone, so that a click on a tab does not read it anew. */
export const groupPlace = computed(() => {
  const { group, account, region } = place.value;
  return JSON.stringify({ group, account, region });
});

addEventListener("hashchange", () => {
  place.value = placeIn(location.hash);
});

/** Goes there; with `isStep` false the button Back skips where one was. */
export function goTo(to: Place, isStep = true): void {
  const address = addressOf(to);
  if (address === location.hash) return;
  history[isStep ? "pushState" : "replaceState"](null, "", address);
  place.value = to;
}

/** Stays at the group and changes some of the rest. */
export function goWithin(changes: Omit<Place, "group">, isStep = false): void {
  goTo({ ...place.value, ...changes }, isStep);
}
