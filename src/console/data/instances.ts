/** The instances of the group that is looked at, kept up to date change by change. */
import { computed, signal } from "@preact/signals";
import type { InstanceColumns, InstanceSource } from "./shapes.ts";

export interface Instance {
  readonly id: string;
  readonly state: string;
  readonly condition: string;
  readonly role: string | null;
  readonly zone: string;
  readonly source: InstanceSource;
  readonly isProtected: boolean;
  readonly isUnhealthy: boolean;
  readonly isInHook: boolean;
  readonly weight: number;
  /** Seconds since 1970; 0 where it is not known. */
  readonly since: number;
}

export const instances = signal<ReadonlyMap<string, Instance>>(new Map());

/** In order of their ids' first appearance, as AWS lists them. */
export const instanceList = computed(() => [...instances.value.values()]);

/** Whether capacity counts in other units than instances. */
export const isWeighted = computed(() => instanceList.value.some(({ weight }) => weight !== 1));

/** All that there are now. */
export function setInstances(columns: InstanceColumns): void {
  const before = instances.peek();
  const all = new Map(instancesIn(columns).map((one) => [one.id, one]));
  instances.value = all;
  fade([...before.values()].filter(({ id }) => !all.has(id)));
}

/** Those of another group, or of another world, have nothing to do with what comes. */
export function forgetInstances(): void {
  instances.value = new Map();
  fading.value = [];
}

/** Those that have just gone, which are seen fading for a while. */
export const fading = signal<readonly Instance[]>([]);

const fadesFor = 5000;
/** More are not told apart anyway. */
const mostFading = 100;

/** Only these have changed, and those are gone. */
export function changeInstances(columns: InstanceColumns, gone: readonly string[]): void {
  const all = new Map(instances.peek());
  for (const one of instancesIn(columns)) all.set(one.id, one);
  const went = gone.flatMap((id) => all.get(id) ?? []);
  for (const id of gone) all.delete(id);
  instances.value = all;
  fade(went);
}

function fade(all: readonly Instance[]): void {
  const went = all.slice(0, mostFading);
  if (went.length === 0) return;
  fading.value = [...fading.peek(), ...went];
  setTimeout(() => {
    fading.value = fading.peek().filter((one) => !went.includes(one));
  }, fadesFor);
}

const protectedFromScaleIn = 1;
const unhealthy = 2;
const waitingInHook = 4;

const noSource: InstanceSource = {
  launchTemplate: null,
  version: null,
  launchConfiguration: null,
  imageId: "",
  instanceType: "",
};

function instancesIn(columns: InstanceColumns): Instance[] {
  const { states, conditions, roles, zones, sources } = columns;
  return columns.id.map((id, nth) => {
    const flags = columns.flags[nth] ?? 0;
    return {
      id,
      state: states[columns.state[nth] ?? 0] ?? "",
      condition: conditions[columns.condition[nth] ?? 0] ?? "",
      role: roles[columns.role[nth] ?? 0] ?? null,
      zone: zones[columns.zone[nth] ?? 0] ?? "",
      source: sources[columns.source[nth] ?? 0] ?? noSource,
      isProtected: (flags & protectedFromScaleIn) > 0,
      isUnhealthy: (flags & unhealthy) > 0,
      isInHook: (flags & waitingInHook) > 0,
      weight: columns.weight[nth] ?? 1,
      since: columns.since[nth] ?? 0,
    };
  });
}
