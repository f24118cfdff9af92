/** DescribeInstances: what EC2 shows of instances, terminated ones for an hour (G-177 to G-179). */
import type { Instance } from "../../../domain/instance.ts";
import type { Region } from "../../../domain/world.ts";
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

interface Row {
  readonly record: Instance;
  readonly reservation: ReservationAnswer;
  readonly shown: InstanceAnswer;
}

export const describeInstances = defineAction("ec2", "DescribeInstances", (input, context) => {
  const { region } = context;
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

/** Shown only when a filter or the page looks at it: of many instances most pages show few. */
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
  "instance-id": ({ record }) => [record.id],
  "image-id": ({ record }) => [record.imageId],
  "instance-type": ({ record }) => [record.instanceType],
  "availability-zone": ({ record }) => [record.availabilityZone],
  "instance-state-name": ({ shown }) => [shown.State?.Name ?? ""],
  "instance-state-code": ({ shown }) => [String(shown.State?.Code)],
  "launch-time": ({ shown }) => [shown.LaunchTime?.toISOString() ?? ""],
  "vpc-id": ({ shown }) => given(shown.VpcId),
  "subnet-id": ({ shown }) => given(shown.SubnetId),
  "private-ip-address": ({ shown }) => given(shown.PrivateIpAddress),
  "private-dns-name": ({ shown }) => given(shown.PrivateDnsName),
  "key-name": ({ shown }) => given(shown.KeyName),
  "client-token": ({ shown }) => given(shown.ClientToken),
  architecture: ({ shown }) => given(shown.Architecture),
  hypervisor: ({ shown }) => given(shown.Hypervisor),
  "root-device-type": ({ shown }) => given(shown.RootDeviceType),
  "virtualization-type": ({ shown }) => given(shown.VirtualizationType),
  "monitoring-state": ({ shown }) => given(shown.Monitoring?.State),
  tenancy: ({ shown }) => given(shown.Placement?.Tenancy),
  "instance.group-id": ({ shown }) =>
    (shown.SecurityGroups ?? []).map(({ GroupId }) => GroupId ?? ""),
  "reservation-id": ({ reservation }) => given(reservation.ReservationId),
  "owner-id": ({ reservation }) => given(reservation.OwnerId),
  "requester-id": ({ reservation }) => given(reservation.RequesterId),
};

function given(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
