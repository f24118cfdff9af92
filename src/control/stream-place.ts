/** Where a reader of the stream stands: what it has been told, as the id of a message. */

/** Sequences of the newest that was told. */
export interface StreamPlace {
  journal: number;
  events: number;
  requests: number;
}

/**
 * `120.45.7.mk3f0-0`: the journal's sequence, then those of events and requests, then the process
 * and how often its world was replaced.
 */
export function idOf({ journal, events, requests }: StreamPlace, world: string): string {
  return `${journal}.${events}.${requests}.${world}`;
}

export interface GivenPlace {
  readonly journal: number;
  readonly events: number | undefined;
  readonly requests: number | undefined;
  readonly world: string | undefined;
}

/** Undefined for what is no such id; its first part alone is a place in the journal. */
export function placeIn(id: string): GivenPlace | undefined {
  const found = /^(\d{1,15})(?:\.(\d{1,15})\.(\d{1,15})\.([\w-]{1,40}))?$/.exec(id);
  if (found === null) return undefined;
  const [, journal, events, requests, world] = found;
  return {
    journal: Number(journal),
    events: events === undefined ? undefined : Number(events),
    requests: requests === undefined ? undefined : Number(requests),
    world,
  };
}
