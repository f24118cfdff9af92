/** DescribeInstances: all instances, terminated ones for an hour (G-177 to G-179). */
import type { Instance } from "../../../domain/instance.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { type FilterReaders, filtered, tagReaders } from "../filters.ts";
import { creationKey, ec2Page } from "../page.ts";
import {
  type InstanceAnswer,
  presentReservation,
  type ReservationAnswer,
  selectedInstances,
} from "../present-instance.ts";
import { shownReaders } from "../shown-filters.ts";
import { instanceFilters } from "./instance-filters.ts";

interface Row {
  readonly record: Instance;
  readonly reservation: ReservationAnswer;
  readonly shown: InstanceAnswer;
}

export const describeInstances = defineAction("ec2", "DescribeInstances", (input, context) => {
  const { region } = context;
  refuseIdsOnPages(input);
  answerDryRun(input);
  const records = selectedInstances(input.InstanceIds, context);
  const rows = records.map((record) => rowOf(record, region));
  const kept = filtered(rows, input.Filters, {
    ...readers,
    ...tagReaders(input.Filters, ({ record }: Row) => record.tags),
  });
  const { items, nextToken } = ec2Page(kept, input, {
    region,
    operation: "DescribeInstances",
    smallest: 5,
    largest: 1000,
    keyOf: ({ record }) => creationKey(record.launchedAt ?? 0, record.id),
  });
  return {
    output: { Reservations: items.map(({ reservation }) => reservation), NextToken: nextToken },
  };
});

/** EC2's text for instances that are named and asked for in pages, from a public bug report. */
function refuseIdsOnPages({ InstanceIds = [], MaxResults }: Input<"ec2", "DescribeInstances">) {
  if (InstanceIds.length === 0 || MaxResults === undefined) return;
  throw ec2Error(
    "InvalidParameterCombination",
    "The parameter instancesSet cannot be used with the parameter maxResults",
  );
}

/** Built only when a filter or page needs it, since most pages show few of many instances. */
function rowOf(record: Instance, region: Region): Row {
  let made: ReservationAnswer | undefined;
  const reservation = () => {
    made ??= presentReservation(record, region);
    return made;
  };
  return {
    record,
    get reservation() {
      return reservation();
    },
    get shown() {
      return reservation().Instances?.[0] ?? {};
    },
  };
}

const readers: FilterReaders<Row> = {
  ...shownReaders(instanceFilters, ({ shown }: Row) => shown),
  "instance-id": ({ record }) => [record.id],
  "image-id": ({ record }) => [record.imageId],
  "instance-type": ({ record }) => [record.instanceType],
  "network-interface.attachment.instance-id": ({ record }) => [record.id],
  "network-interface.attachment.instance-owner-id": ({ reservation }) => given(reservation.OwnerId),
  "network-interface.availability-zone": ({ record }) => [record.availabilityZone],
  "network-interface.requester-managed": () => ["false"],
  "reservation-id": ({ reservation }) => given(reservation.ReservationId),
  "owner-id": ({ reservation }) => given(reservation.OwnerId),
  "requester-id": ({ reservation }) => given(reservation.RequesterId),
};

function given(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
