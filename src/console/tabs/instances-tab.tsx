/** The instances as a table: the equal of the cells, and the Instance management tab of AWS. */

import { versionOf, versionWords, wordsOf } from "../cells/cell-words.ts";
import { type Instance, instanceList } from "../data/instances.ts";
import { goWithin } from "../data/place.ts";
import { dateText } from "../data/times.ts";
import { sourceText } from "../refresh/targets.ts";
import { type ListColumn, ListTable } from "./list-table.tsx";

const columns: readonly ListColumn<Instance>[] = [
  { name: "Instance ID", width: 5, text: ({ id }) => id },
  { name: "Lifecycle", width: 2.5, text: ({ state }) => state },
  { name: "State", width: 3.8, text: (one) => wordsOf(one).text },
  { name: "Type", width: 2, text: ({ source }) => source.instanceType },
  { name: "Launches from", width: 3.5, text: ({ source }) => sourceText(source) },
  { name: "Version", width: 3.5, text: (one) => versionWords[versionOf(one)] },
  { name: "Availability Zone", width: 4, text: ({ zone }) => zone },
  { name: "Health", width: 2, text: (one) => (one.isUnhealthy ? "Unhealthy" : "Healthy") },
  { name: "Protected", width: 2, text: (one) => (one.isProtected ? "Scale in" : "") },
  {
    name: "Since",
    width: 4,
    text: ({ since }) => (since === 0 ? "" : dateText(since * 1000)),
  },
];

export function InstancesTab() {
  return (
    <ListTable
      name="Instances"
      items={instanceList.value}
      columns={columns}
      keyOf={({ id }) => id}
      empty="The group has no instances."
      isWide
      onChoose={({ id }) => goWithin({ instance: id })}
    />
  );
}
