/**
 * Watches a refresh through the journal alone: keeps its own books of every instance and does its
 * own arithmetic, so that a mistake of the engine's books or of the planner's sums shows.
 */
import type { Change } from "../../src/domain/changes/change.ts";
import type { Instance } from "../../src/domain/instance.ts";
import type { InstanceRefresh } from "../../src/domain/instance-refresh.ts";
import type { JournalEntry } from "../../src/domain/journal-entry.ts";

interface Book {
  readonly id: string;
  readonly version: string | undefined;
  state: "coming" | "inService" | "standby" | "leaving";
  isHealthy: boolean;
  isSettled: boolean;
  isWarm: boolean;
  isMatching: boolean;
  isNew: boolean;
}

export interface Witness {
  readonly observe: (entries: readonly JournalEntry[]) => void;
  /** The caller takes them out. */
  readonly complaints: string[];
}

/** `isDisturbed`: calls and faults may take instances away, so progress may fall. */
export function witness(min100: "terminate-first" | "launch-first", isDisturbed: boolean): Witness {
  const scene: Scene = {
    min100,
    isDisturbed,
    books: new Map(),
    desired: 0,
    complaints: [],
    refresh: undefined,
    status: undefined,
    percentage: 0,
    total: 0,
    pausedUntil: 0,
    passed: 0,
    wasReady: false,
  };
  const observe = (entries: readonly JournalEntry[]) => {
    for (const entry of entries) {
      beforeChange(scene, entry);
      keepBooks(scene, entry.change);
      afterChange(scene, entry);
    }
  };
  return { observe, complaints: scene.complaints };
}

interface Scene {
  readonly min100: "terminate-first" | "launch-first";
  readonly isDisturbed: boolean;
  readonly books: Map<string, Book>;
  readonly complaints: string[];
  desired: number;
  refresh: InstanceRefresh | undefined;
  status: string | undefined;
  percentage: number;
  /** Instances that were there when the percentage was counted last. */
  total: number;
  pausedUntil: number;
  /** The checkpoint announced last. */
  passed: number;
  /** Whether the instance that was ended last had been ready. */
  wasReady: boolean;
}

function isReady({ state, isHealthy, isSettled, isWarm }: Book): boolean {
  return state === "inService" && isHealthy && isSettled && isWarm;
}

const ready = ({ books }: Scene) => [...books.values()].filter(isReady).length;

const live = ({ books }: Scene) =>
  [...books.values()].filter(({ state }) => state === "coming" || state === "inService").length;

/** The bounds as word them. */
function boundsOf({ refresh, desired, min100 }: Scene): { floor: number; ceiling: number } {
  const { minHealthyPercentage: min = 90, maxHealthyPercentage: max } = refresh?.preferences ?? {};
  const minHealthy = Math.ceil((desired * min) / 100);
  const most = max === undefined ? desired : Math.max(desired, Math.floor((desired * max) / 100));
  if (minHealthy < desired || most > desired) return { floor: minHealthy, ceiling: most };
  const isLaunchFirst = max !== undefined || (min === 100 && min100 === "launch-first");
  return isLaunchFirst
    ? { floor: minHealthy, ceiling: desired + 1 }
    : { floor: Math.max(0, desired - 1), ceiling: desired };
}

/** The refresh's own acts; the group's own scaling and health replacements are not. */
const isOurAct = ({ cause }: JournalEntry) => cause === "replaceNextInstances";

function beforeChange(scene: Scene, entry: JournalEntry): void {
  const { change, at } = entry;
  if (change.type === "TerminationStarted" && isOurAct(entry)) {
    const book = scene.books.get(change.id);
    if (book === undefined || book.state === "leaving")
      complain(scene, at, `ends ${change.id} twice`);
    const isForward = scene.status === "InProgress";
    if (book?.isNew && isForward)
      complain(scene, at, `replaces its own ${change.id} again (R-113)`);
    if (book?.isMatching) complain(scene, at, `replaces the matching ${change.id} (R-114)`);
    if (at < scene.pausedUntil)
      complain(scene, at, `ends ${change.id} in a checkpoint delay (R-161)`);
  }
  if (change.type === "LaunchRequested" && isOurAct(entry) && at < scene.pausedUntil) {
    complain(scene, at, "launches in a checkpoint delay (R-161)");
  }
  const sizes = ["DesiredCapacityChanged", "GroupUpdated"];
  if (sizes.includes(change.type) && !/^[A-Z]/.test(entry.cause)) {
    complain(scene, at, `${entry.cause} changes the group's sizes (R-137)`);
  }
}

function afterChange(scene: Scene, entry: JournalEntry): void {
  const { change, at } = entry;
  const { floor, ceiling } = boundsOf(scene);
  if (
    change.type === "TerminationStarted" &&
    isOurAct(entry) &&
    scene.wasReady &&
    ready(scene) < floor
  ) {
    complain(scene, at, `${ready(scene)} ready, ${floor} must stay (R-128)`);
  }
  if (change.type === "LaunchRequested" && isOurAct(entry) && live(scene) > ceiling) {
    complain(scene, at, `${live(scene)} live, ${ceiling} is the most (R-129)`);
  }
  if (change.type === "LaunchRequested" && isOurAct(entry)) checkBudget(scene, at);
  if (change.type === "RefreshCounted") countProgress(scene, at, change);
}

/** No more new instances than the next checkpoint needs; those that match count as new. */
function checkBudget(scene: Scene, at: number): void {
  const { refresh, passed, desired, isDisturbed, status, books } = scene;
  const next = refresh?.preferences.checkpointPercentages.find((one) => one > passed);
  if (next === undefined || isDisturbed || status !== "InProgress") return;
  const isCounted = ({ state, isNew, isMatching }: Book) =>
    (isNew || isMatching) && (state === "coming" || state === "inService");
  const fresh = [...books.values()].filter(isCounted).length;
  const needed = Math.ceil((desired * next) / 100);
  if (fresh > needed) complain(scene, at, `${fresh} new, ${needed} are enough for ${next} (R-160)`);
}

/** Progress falls in a rollback, or when the group grows, else not. */
function countProgress(
  scene: Scene,
  at: number,
  { percentageComplete }: Extract<Change, { type: "RefreshCounted" }>,
): void {
  const total = live(scene);
  const hasFallen = percentageComplete < scene.percentage;
  const isExplained = total > scene.total || scene.status !== "InProgress" || scene.isDisturbed;
  if (hasFallen && !isExplained) {
    complain(scene, at, `progress falls from ${scene.percentage} to ${percentageComplete} (R-097)`);
  }
  scene.percentage = percentageComplete;
  scene.total = total;
}

function complain({ complaints }: Scene, at: number, what: string): void {
  complaints.push(`${new Date(at).toISOString()}: ${what}`);
}

function keepBooks(scene: Scene, change: Change): void {
  keepInstanceBooks(scene, change);
  switch (change.type) {
    case "GroupCreated":
      scene.desired = change.group.desiredCapacity;
      return;
    case "DesiredCapacityChanged":
      scene.desired = change.to;
      return;
    case "RefreshStarted":
      Object.assign(scene, {
        refresh: change.refresh,
        status: "Pending",
        percentage: 0,
        total: 0,
        passed: 0,
      });
      return;
    case "RefreshStatusChanged":
      Object.assign(scene, { status: change.to, pausedUntil: 0 });
      return;
    case "CancelRequested":
      Object.assign(scene, { status: "Cancelling", pausedUntil: 0 });
      return;
    case "RefreshBegun":
      for (const book of scene.books.values()) {
        Object.assign(book, { isNew: false, isWarm: true, isMatching: false });
      }
      for (const id of change.matching)
        Object.assign(scene.books.get(id) ?? {}, { isMatching: true });
      return;
    case "CheckpointReached":
      Object.assign(scene, { pausedUntil: change.pausedUntil ?? 0, passed: change.percentage });
      return;
    case "PauseEnded":
    case "CheckpointLost":
      scene.pausedUntil = 0;
      return;
  }
}

function keepInstanceBooks(scene: Scene, change: Change): void {
  if (change.type === "LaunchRequested") {
    scene.books.set(change.instance.id, bookOf(scene, change.instance));
    return;
  }
  if (!("id" in change) || typeof change.id !== "string") return;
  const book = scene.books.get(change.id);
  if (book === undefined) return;
  switch (change.type) {
    case "LaunchRefused":
    case "LaunchDied":
    case "InstanceTerminated":
      scene.books.delete(change.id);
      return;
    case "EnteredService":
      book.state = "inService";
      if (book.isWarm === false) book.isWarm = warmupSeconds(scene) === 0;
      return;
    case "HealthSettled":
      book.isSettled = true;
      book.isHealthy = change.healthStatus === "Healthy";
      return;
    case "WarmedUp":
      book.isWarm = true;
      return;
    case "HealthChanged":
      book.isHealthy = change.healthStatus === "Healthy";
      return;
    case "TerminationStarted":
      scene.wasReady = isReady(book);
      book.state = "leaving";
      return;
    case "StandbyBegun":
      book.state = "standby";
      return;
    case "StandbyLeft":
      book.state = "coming";
      return;
  }
}

function bookOf({ status }: Scene, { id, launchTemplate }: Instance): Book {
  const isNew = status === "InProgress" || status === "Baking";
  return {
    id,
    version: launchTemplate?.version,
    state: "coming",
    isHealthy: true,
    isSettled: false,
    isWarm: false,
    isMatching: false,
    isNew,
  };
}

function warmupSeconds({ status, refresh }: Scene): number {
  const isActive =
    status === "InProgress" || status === "RollbackInProgress" || status === "Baking";
  return isActive ? (refresh?.preferences.instanceWarmupSeconds ?? 0) : 0;
}
