/** Answers of AWS for tests of undo: a group, its refreshes and the versions of its template. */
import type {
  AutoScalingGroup,
  DesiredConfiguration,
  Instance,
  InstanceRefresh,
} from "@aws-sdk/client-auto-scaling";
import { type History, historyOf, type Known } from "../../src/undo/deployments.ts";
import type { TemplateVersion, TemplateVersions } from "../../src/undo/template-versions.ts";

export const templateId = "lt-00000000000000001";

/** A plain launch template in this version. */
export function version(number: string): DesiredConfiguration {
  return {
    LaunchTemplate: { LaunchTemplateId: templateId, LaunchTemplateName: "web", Version: number },
  };
}

/** A mixed instances policy of the template in this version. */
export function policy(number: string, types: readonly string[] = ["m5.large"]) {
  const { LaunchTemplate: specification } = version(number);
  return {
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: specification,
        Overrides: types.map((InstanceType) => ({ InstanceType })),
      },
    },
  } satisfies DesiredConfiguration;
}

const day = 24 * 3600 * 1000;

/** 12:00 of a day of January 2026. */
export const onDay = (number: number) => new Date(Date.UTC(2026, 0, 1, 12) + (number - 1) * day);

/** A refresh of that day, which lasted half an hour. */
export function refresh(
  id: string,
  number: number,
  members: Partial<InstanceRefresh> = {},
): InstanceRefresh {
  const start = onDay(number);
  return {
    InstanceRefreshId: `${id}-0000-0000-0000-000000000000`,
    AutoScalingGroupName: "web",
    Status: "Successful",
    StartTime: start,
    EndTime: new Date(start.getTime() + 30 * 60 * 1000),
    ...members,
  };
}

/** A deployment of this version. */
export const deployed = (id: string, number: number, given: string) =>
  refresh(id, number, { DesiredConfiguration: version(given) });

/** A group that has saved this configuration, with instances of these versions. */
export function group(
  saved: DesiredConfiguration,
  members: Partial<AutoScalingGroup> = {},
): AutoScalingGroup {
  return {
    AutoScalingGroupName: "web",
    MinSize: 0,
    MaxSize: 20,
    DesiredCapacity: 4,
    DefaultCooldown: 300,
    AvailabilityZones: ["us-east-1a"],
    HealthCheckType: "EC2",
    CreatedTime: onDay(1),
    Instances: [1, 2, 3, 4].map((nth) => instance(nth, "9")),
    ...saved,
    ...members,
  };
}

export function instance(nth: number, number: string, members: Partial<Instance> = {}): Instance {
  return {
    InstanceId: `i-${nth}`,
    AvailabilityZone: "us-east-1a",
    LifecycleState: "InService",
    HealthStatus: "Healthy",
    ProtectedFromScaleIn: false,
    LaunchTemplate: { LaunchTemplateId: templateId, LaunchTemplateName: "web", Version: number },
    ...members,
  };
}

/** The versions that EC2 has, each created at noon of the day with its number. */
export function versions(...numbers: readonly number[]): TemplateVersions {
  const found = numbers.map(
    (number): TemplateVersion => ({
      templateId,
      templateName: "web",
      number,
      isDefault: number === 1,
      createdAt: onDay(number).getTime(),
      description: `release ${number}`,
      imageId: `ami-${number}`,
    }),
  );
  return new Map([
    [templateId, found],
    ["web", found],
  ]);
}

/** The history of a group that has saved `saved`; refreshes are given from the oldest on. */
export function history(
  saved: DesiredConfiguration,
  oldestFirst: readonly InstanceRefresh[],
  known: Partial<Known> = {},
): History {
  return historyOf({
    group: group(saved),
    refreshes: [...oldestFirst].reverse(),
    versions: versions(1, 2, 3, 4, 5, 6, 7, 8, 9),
    ...known,
  });
}

/** The rows as `position id marks`, from the newest on; `update` stands for the row without id. */
export function shown({ deployments }: History): readonly string[] {
  return deployments.map(({ position, refresh: one, marks }) =>
    [position ?? "-", one?.InstanceRefreshId?.slice(0, 4) ?? "update", ...marks].join(" "),
  );
}
