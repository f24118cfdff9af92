/** Reads the launch templates that a group and its refresh name, as far as skip matching needs. */
import type {
  AutoScalingGroup,
  DesiredConfiguration,
  LaunchTemplateSpecification,
} from "@aws-sdk/client-auto-scaling";
import { savedConfiguration, templatesOf } from "../undo/configuration.ts";
import { QueryError } from "../undo/query-call.ts";
import { isNumber } from "../undo/template-versions.ts";
import type { Attempt } from "./attempt.ts";
import type { DescribeCalls } from "./describe-calls.ts";
import type { TemplateKey, VersionReading } from "./describe-versions.ts";

export interface TemplateReading {
  readonly id: string | undefined;
  readonly name: string;
  readonly defaultVersion: number;
  /** By number, ascending. */
  readonly versions: readonly VersionInTemplate[];
}

/** The contents are absent where they were not read. */
interface VersionInTemplate extends Partial<Pick<VersionReading, "imageId" | "instanceType">> {
  readonly number: number;
}

interface Naming extends Pick<Attempt, "attempt"> {
  readonly group: AutoScalingGroup;
  readonly desiredConfiguration: DesiredConfiguration | undefined;
}

export async function readTemplates(
  calls: DescribeCalls,
  { group, desiredConfiguration, attempt }: Naming,
): Promise<readonly TemplateReading[]> {
  const saved = savedConfiguration(group);
  const asked = [saved, desiredConfiguration].flatMap((one) => (one ? templatesOf(one) : []));
  const launched = (group.Instances ?? []).flatMap(({ LaunchTemplate: own }) => own ?? []);
  return Promise.all(
    templatesIn(asked, launched).map(async (named) => {
      const told = named.asked.size === 0 ? [] : await versionsOf(calls, named, attempt);
      return templateFrom(named, told);
    }),
  );
}

/** One template with the versions by which it is named. */
interface Named {
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** By the group and its refresh, such as `$Latest`; of a template of instances none. */
  readonly asked: ReadonlySet<string>;
  /** Of instances; it may have been deleted since. */
  readonly launched: ReadonlySet<number>;
}

type Specifications = readonly LaunchTemplateSpecification[];

/** A template that is named by its id here and by its name there is the same one. */
function templatesIn(asked: Specifications, launched: Specifications): readonly Named[] {
  const all = [...asked, ...launched];
  const ids = new Map(
    all.flatMap(({ LaunchTemplateName: name, LaunchTemplateId: id }) =>
      name !== undefined && id !== undefined ? [[name, id]] : [],
    ),
  );
  const keyOf = ({ LaunchTemplateId: id, LaunchTemplateName: name = "" }: Specifications[number]) =>
    id ?? ids.get(name) ?? name;
  return [...new Set(all.map(keyOf))].map((key) => {
    const isIt = (one: Specifications[number]) => keyOf(one) === key;
    const mine = all.filter(isIt);
    return {
      id: mine.find(({ LaunchTemplateId: id }) => id)?.LaunchTemplateId ?? ids.get(key),
      name: mine.find(({ LaunchTemplateName: name }) => name)?.LaunchTemplateName,
      asked: new Set(asked.filter(isIt).map(({ Version = "$Default" }) => Version)),
      launched: new Set(launched.filter(isIt).map(({ Version }) => Number(Version))),
    };
  });
}

async function versionsOf(
  calls: DescribeCalls,
  { id, name = "", asked }: Named,
  attempt: Attempt["attempt"],
): Promise<readonly VersionReading[]> {
  const key: TemplateKey = id === undefined ? { name } : { id };
  const numbers = [...asked].filter(isNumber);
  const what = `launch template ${name === "" ? id : name}`;
  const assumed = "$Latest and $Default are a version that no instance has";
  return attempt(
    what,
    assumed,
    async () => {
      const told = await Promise.all([
        calls.versions(key, ["$Latest", "$Default"]),
        ...numbers.map((number) => versionNamed(calls, key, number)),
      ]);
      return told.flat();
    },
    [],
  );
}

/** AWS will refuse the refresh for a version that does not exist, in its own words. */
async function versionNamed(calls: DescribeCalls, key: TemplateKey, number: string) {
  try {
    return await calls.versions(key, [number]);
  } catch (error) {
    const isUnknown = error instanceof QueryError && /VersionNotFound/.test(error.code);
    if (isUnknown) return [];
    throw error;
  }
}

function templateFrom(named: Named, told: readonly VersionReading[]): TemplateReading {
  const [first] = told;
  const versions = new Map<number, VersionInTemplate>();
  for (const number of first === undefined ? assumedNumbers(named) : named.launched)
    versions.set(number, { number });
  for (const { number, imageId, instanceType } of told)
    versions.set(number, { number, imageId, instanceType });
  const id = first?.templateId ?? named.id;
  return {
    id,
    name: first?.templateName ?? named.name ?? `template-${id ?? "unknown"}`,
    defaultVersion: told.find(({ isDefault }) => isDefault)?.number ?? Math.max(...versions.keys()),
    versions: [...versions.values()].sort((one, other) => one.number - other.number),
  };
}

/** Those that are named, and one more if `$Latest` or `$Default` is. */
function assumedNumbers({ asked, launched }: Named): readonly number[] {
  const named = [...launched, ...[...asked].filter(isNumber).map(Number)];
  const isMoving = [...asked].some((version) => !isNumber(version));
  return isMoving ? [...named, Math.max(0, ...named) + 1] : named;
}
