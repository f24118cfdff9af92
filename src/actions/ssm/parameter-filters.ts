/** Selects SSM's parameters by ParameterStringFilter. */
import { newest, type Parameter } from "../../domain/parameter.ts";
import { parameterTexts } from "../../domain/texts/parameter-texts.ts";
import { fault } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";

type Filters = Input<"ssm", "DescribeParameters">["ParameterFilters"];
type Filter = NonNullable<Filters>[number];

/** All filters must match, each by any of its values. */
export function filterParameters(
  parameters: readonly Parameter[],
  filters: Filters,
  validKeys: readonly string[],
): readonly Parameter[] {
  const tests = (filters ?? []).map((filter) => testOf(filter, validKeys));
  return parameters.filter((parameter) => tests.every((test) => test(parameter)));
}

function testOf(filter: Filter, validKeys: readonly string[]): (parameter: Parameter) => boolean {
  const { Key: key = "", Values: values = [] } = filter;
  const isValid = validKeys.some((one) => (one.endsWith(":") ? key.startsWith(one) : key === one));
  if (!isValid) {
    const message = parameterTexts.invalidFilterKey(key, validKeys.join(", "));
    throw fault("ssm", "InvalidFilterKey", message);
  }
  const option = filter.Option ?? (key === "Path" ? "OneLevel" : "Equals");
  if (values.length === 0 && !key.startsWith("tag:")) {
    throw fault("ssm", "InvalidFilterValue", parameterTexts.filterWithoutValues(key));
  }
  const compare = comparisonOf(option, key);
  return (parameter) => {
    const found = valuesOf(parameter, key);
    if (values.length === 0) return found.length > 0;
    return found.some((value) => values.some((wanted) => compare(value, wanted)));
  };
}

type Compare = (value: string, wanted: string) => boolean;

const comparisons: Readonly<Record<string, Compare>> = {
  Equals: (value, wanted) => value === wanted,
  BeginsWith: (value, wanted) => value.startsWith(wanted),
  Contains: (value, wanted) => value.includes(wanted),
};

const underPath = {
  Recursive: (name: string, path: string) => name.startsWith(`${path.replace(/\/$/, "")}/`),
  OneLevel: (name: string, path: string) => {
    const prefix = `${path.replace(/\/$/, "")}/`;
    return name.startsWith(prefix) && !name.slice(prefix.length).includes("/");
  },
} as const;

function comparisonOf(option: string, key: string): Compare {
  const known: Readonly<Record<string, Compare>> = key === "Path" ? underPath : comparisons;
  const compare = Object.hasOwn(known, option) ? known[option] : undefined;
  const isOnlyOfNames = option === "Contains" && key !== "Name";
  if (compare !== undefined && !isOnlyOfNames) return compare;
  const message = parameterTexts.invalidFilterOption(option, key);
  throw fault("ssm", "InvalidFilterOption", message);
}

function valuesOf(parameter: Parameter, key: string): readonly string[] {
  const version = newest(parameter);
  switch (key) {
    case "Type":
      return [version.type];
    case "KeyId":
      return version.keyId === undefined ? [] : [version.keyId];
    case "Label":
      return version.labels;
    case "Tier":
      return [version.tier];
    case "DataType":
      return [version.dataType];
    case "Name":
    case "Path":
      return [parameter.name];
    default:
      return parameter.tags.flatMap((tag) => (`tag:${tag.key}` === key ? [tag.value] : []));
  }
}
