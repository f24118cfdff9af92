/** The preferences that advice tries: healthy percentages, checkpoints kept or dropped. */

type Members = Readonly<Record<string, unknown>>;

/** What the user will accept; undefined: anything. */
export interface Limits {
  readonly mostSeconds?: number | undefined;
  /** Percentages of the desired capacity. */
  readonly leastReady?: number | undefined;
  readonly mostTotal?: number | undefined;
}

const usualMinimums = [50, 60, 70, 75, 80, 90, 95, 100];
const usualMaximums = [100, 110, 120, 150, 200];

/** The present preferences with others in their place; the present ones are not among them. */
export function candidates(present: Members, limits: Limits): readonly Members[] {
  const { leastReady, mostTotal: most = 200 } = limits;
  const least = Math.ceil(leastReady ?? Math.min(...usualMinimums));
  const { MinHealthyPercentage: min, MaxHealthyPercentage: max } = present;
  const minimums = distinct([...usualMinimums, min, least], [least, 100]);
  const maximums = distinct([...usualMaximums, max, Math.floor(most)], [100, Math.floor(most)]);
  const { CheckpointPercentages: _, CheckpointDelay: __, ...dropped } = present;
  // Those without pauses end sooner, and then some of the others need not go on.
  const bases = hasPauses(present) ? [dropped, present] : [present];
  const all = bases.flatMap((base) =>
    minimums.flatMap((MinHealthyPercentage) =>
      maximums
        // AWS's limit of the distance.
        .filter((maximum) => maximum - MinHealthyPercentage <= 100)
        .map((MaxHealthyPercentage) => ({ ...base, MinHealthyPercentage, MaxHealthyPercentage })),
    ),
  );
  const given = JSON.stringify([min, max, present.CheckpointPercentages]);
  return all.filter(
    (one) =>
      JSON.stringify([
        one.MinHealthyPercentage,
        one.MaxHealthyPercentage,
        (one as Members).CheckpointPercentages,
      ]) !== given,
  );
}

/** A checkpoint at 100 % alone is no pause. */
function hasPauses({ CheckpointPercentages: percentages }: Members): boolean {
  return Array.isArray(percentages) && percentages.some((one) => one !== 100);
}

function distinct(values: readonly unknown[], [least = 0, most = 0]: readonly number[]) {
  const numbers = values.filter((one): one is number => Number.isInteger(one));
  return [...new Set(numbers)].filter((one) => one >= least && one <= most).sort((a, b) => a - b);
}

/**
 * The places of the candidates in the order in which they are best played, so that few are played
 * to their end: those first that beat many. They are those without a maximum above 100, whose cost
 * is nothing, and then the wide ones, which end soonest; pauses and no room at all come last.
 */
export function playingOrder(all: readonly Members[]): readonly number[] {
  const rank = ({ MinHealthyPercentage: min, MaxHealthyPercentage: max }: Members) => {
    if (max !== 100) return 1000 - Number(max);
    return min === 100 ? 1000 : 0;
  };
  const key = (one: Members) => (hasPauses(one) ? 2000 : 0) + rank(one);
  const places = all.map((one, nth) => ({ nth, key: key(one) }));
  return places.sort((a, b) => a.key - b.key || a.nth - b.nth).map(({ nth }) => nth);
}
