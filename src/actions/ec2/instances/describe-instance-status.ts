/** DescribeInstanceStatus: EC2's checks of running instances, or of all on request. */
import type { Instance } from "../../../domain/instance.ts";
import { zoneIdOf } from "../../../domain/network.ts";
import type { Region } from "../../../domain/world.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { type FilterReaders, filtered, unemulatedReaders } from "../filters.ts";
import { creationKey, ec2Page } from "../page.ts";
import { presentState, selectedInstances } from "../present-instance.ts";
import { shownReaders } from "../shown-filters.ts";

export const describeInstanceStatus = defineAction(
  "ec2",
  "DescribeInstanceStatus",
  (input, context) => {
    const { region } = context;
    answerDryRun(input);
    const isShown = ({ ec2State }: Instance) =>
      input.IncludeAllInstances === true || ec2State === "running";
    const instances = selectedInstances(input.InstanceIds, context).filter(isShown);
    const { items, nextToken } = ec2Page(
      filtered(instances, input.Filters, readersIn(region)),
      input,
      {
        region,
        operation: "DescribeInstanceStatus",
        smallest: 5,
        largest: 1000,
        keyOf: ({ launchedAt, id }) => creationKey(launchedAt ?? 0, id),
      },
    );
    const statuses = items.map((instance) => presentStatus(instance, region));
    return { output: { InstanceStatuses: statuses, NextToken: nextToken } };
  },
);

function presentStatus(instance: Instance, region: Region) {
  return {
    AvailabilityZone: instance.availabilityZone,
    AvailabilityZoneId: zoneIdOf(region.name, instance.availabilityZone),
    InstanceId: instance.id,
    InstanceState: presentState(instance),
    InstanceStatus: presentCheck(checkOf(instance)),
    SystemStatus: presentCheck(checkOf(instance) === "impaired" ? "ok" : checkOf(instance)),
  };
}

type Check = "ok" | "impaired" | "initializing" | "not-applicable";

/** The check fails for broken instances. */
function checkOf(instance: Instance): Check {
  if (instance.ec2State !== "running") return "not-applicable";
  if (!instance.isSettled) return "initializing";
  return instance.isBroken ? "impaired" : "ok";
}

const reachability = { ok: "passed", impaired: "failed", initializing: "initializing" } as const;

function presentCheck(status: Check) {
  if (status === "not-applicable") return { Status: status, Details: [] };
  return {
    Status: status,
    Details: [{ Name: "reachability", Status: reachability[status] } as const],
  };
}

/** No events are scheduled for instances here, so their filters match nothing. */
function readersIn(region: Region): FilterReaders<Instance> {
  const shown = shownReaders(
    {
      "availability-zone": "AvailabilityZone",
      "availability-zone-id": "AvailabilityZoneId",
      "event.code": "Events.Code",
      "event.description": "Events.Description",
      "event.instance-event-id": "Events.InstanceEventId",
      "event.not-after": "Events.NotAfter",
      "event.not-before": "Events.NotBefore",
      "event.not-before-deadline": "Events.NotBeforeDeadline",
      "instance-state-code": "InstanceState.Code",
      "instance-state-name": "InstanceState.Name",
      "instance-status.reachability": "InstanceStatus.Details.Status",
      "instance-status.status": "InstanceStatus.Status",
      "operator.principal": "Operator.Principal",
      "system-status.reachability": "SystemStatus.Details.Status",
      "system-status.status": "SystemStatus.Status",
    },
    (instance: Instance) => presentStatus(instance, region),
  );
  return {
    ...shown,
    "operator.managed": () => ["false"],
    ...unemulatedReaders(["application-status.status", "attached-ebs-status.status"]),
  };
}
