/** The scenarios that `npm run record` plays: short, small, and each of one subject. */
import type {
  DescribeAutoScalingGroupsCommandOutput,
  DescribeInstanceRefreshesCommandOutput,
  DescribeWarmPoolCommandOutput,
} from "@aws-sdk/client-auto-scaling";
import type { DescribeAvailabilityZonesCommandOutput } from "@aws-sdk/client-ec2";
import type { GetParameterCommandOutput } from "@aws-sdk/client-ssm";
import type { Scenario } from "./record.ts";
import type { Call, Recorder } from "./recorder.ts";
import type { Removal } from "./removal.ts";

const image = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
const launchSeconds = 300;
const refreshSeconds = 1800;

export const scenarios: readonly Scenario[] = [
  {
    name: "refresh-succeeds",
    title: "A refresh of one instance to a new template version succeeds",
    creates: "a launch template, a group, and two t3.nano one after the other",
    minutes: 8,
    dollars: "less than 0.01",
    play: async (recorder) => {
      const { group } = await groupOfOne(recorder);
      await startOf(recorder, group);
      const again = autoscaling("StartInstanceRefresh", group);
      await recorder.refused("start while one is active", again);
      await refreshIs(recorder, group, "Successful");
      await lookAt(recorder, group);
    },
  },
  {
    name: "refresh-cancelled",
    title: "A refresh of one instance is cancelled while it is in progress",
    creates: "a launch template, a group, and two t3.nano one after the other",
    minutes: 8,
    dollars: "less than 0.01",
    play: async (recorder) => {
      const { group } = await groupOfOne(recorder);
      await recorder.refused("cancel none", autoscaling("CancelInstanceRefresh", group));
      await startOf(recorder, group);
      await refreshIs(recorder, group, "InProgress");
      await recorder.call("cancel", autoscaling("CancelInstanceRefresh", group));
      await refreshIs(recorder, group, "Cancelled");
      await lookAt(recorder, group);
    },
  },
  {
    name: "warm-pool",
    title: "A running warm pool is filled, drawn from and deleted",
    creates: "a launch template, a group with a warm pool, and at most two t3.nano at once",
    minutes: 8,
    dollars: "less than 0.01",
    play: playWarmPool,
  },
  {
    name: "launch-template-versions",
    title: "Versions of a launch template, its default and its latest",
    creates: "a launch template",
    minutes: 1,
    dollars: "0.00",
    play: playVersions,
  },
];

interface Named {
  readonly AutoScalingGroupName: string;
}

function autoscaling<Output>(operation: string, group: Named, more: object = {}): Call<Output> {
  return { service: "autoscaling", operation, input: { ...group, ...more } };
}

function groupsCall({ AutoScalingGroupName }: Named) {
  const input = { AutoScalingGroupNames: [AutoScalingGroupName] };
  return { service: "autoscaling", operation: "DescribeAutoScalingGroups", input } as const;
}

/** A template with one version, of the newest Amazon Linux. */
async function templateOf(recorder: Recorder) {
  const found = await recorder.call<GetParameterCommandOutput>("image", {
    service: "ssm",
    operation: "GetParameter",
    input: { Name: image },
    keep: ({ Parameter }) => ({ Parameter: { Value: Parameter?.Value } }),
  });
  const data = { ImageId: found.Parameter?.Value, InstanceType: "t3.nano" };
  const LaunchTemplateName = `${recorder.prefix}-template`;
  await recorder.create(
    "template",
    ec2("CreateLaunchTemplate", { LaunchTemplateName, LaunchTemplateData: data }),
    { ...ec2("DeleteLaunchTemplate", { LaunchTemplateName }) },
  );
  return { LaunchTemplateName, data };
}

function ec2<Output>(operation: string, input: Readonly<Record<string, unknown>>) {
  return { service: "ec2", operation, input } satisfies Call<Output> & Removal;
}

async function groupWith(recorder: Recorder, bounds: object, LaunchTemplateName: string) {
  const zones = await recorder.probe<DescribeAvailabilityZonesCommandOutput>({
    ...ec2("DescribeAvailabilityZones", {
      Filters: [{ Name: "zone-type", Values: ["availability-zone"] }],
    }),
  });
  const group = { AutoScalingGroupName: `${recorder.prefix}-group` };
  await recorder.create(
    "group",
    autoscaling("CreateAutoScalingGroup", group, {
      ...bounds,
      DefaultCooldown: 0,
      HealthCheckGracePeriod: 0,
      AvailabilityZones: [zones.AvailabilityZones?.[0]?.ZoneName],
      LaunchTemplate: { LaunchTemplateName, Version: "1" },
    }),
    {
      service: "autoscaling",
      operation: "DeleteAutoScalingGroup",
      input: { ...group, ForceDelete: true },
      gone: {
        operation: "DescribeAutoScalingGroups",
        input: { AutoScalingGroupNames: [group.AutoScalingGroupName] },
        isSo: ({ AutoScalingGroups = [] }: DescribeAutoScalingGroupsCommandOutput) =>
          AutoScalingGroups.length === 0,
      },
    },
  );
  return group;
}

/** One instance of version 1 in service, and a version 2. */
async function groupOfOne(recorder: Recorder) {
  const { LaunchTemplateName, data } = await templateOf(recorder);
  const bounds = { MinSize: 1, MaxSize: 1, DesiredCapacity: 1 };
  const group = await groupWith(recorder, bounds, LaunchTemplateName);
  await isInService(recorder, group);
  await recorder.call(
    "version 2",
    ec2("CreateLaunchTemplateVersion", {
      LaunchTemplateName,
      LaunchTemplateData: { ...data, UserData: "IyEvYmluL3NoCg==" },
    }),
  );
  return { group };
}

async function isInService(recorder: Recorder, group: Named) {
  await recorder.until<DescribeAutoScalingGroupsCommandOutput>("in service", groupsCall(group), {
    seconds: launchSeconds,
    isSo: ({ AutoScalingGroups: [found] = [] }) =>
      found?.Instances?.some(({ LifecycleState }) => LifecycleState === "InService") === true,
  });
}

async function startOf(recorder: Recorder, group: Named) {
  const LaunchTemplateName = `${recorder.prefix}-template`;
  const start = autoscaling("StartInstanceRefresh", group, {
    DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName, Version: "2" } },
    Preferences: { MinHealthyPercentage: 0, InstanceWarmup: 0 },
  });
  await recorder.call("start", start);
  await recorder.call("started", autoscaling("DescribeInstanceRefreshes", group));
}

async function refreshIs(recorder: Recorder, group: Named, status: string) {
  const call = autoscaling<DescribeInstanceRefreshesCommandOutput>(
    "DescribeInstanceRefreshes",
    group,
  );
  await recorder.until(status, call, {
    seconds: refreshSeconds,
    isSo: ({ InstanceRefreshes = [] }) => InstanceRefreshes[0]?.Status === status,
  });
}

async function lookAt(recorder: Recorder, group: Named) {
  await recorder.call("group at the end", groupsCall(group));
  await recorder.call("activities", autoscaling("DescribeScalingActivities", group));
}

async function playWarmPool(recorder: Recorder) {
  const { LaunchTemplateName } = await templateOf(recorder);
  const bounds = { MinSize: 0, MaxSize: 1, DesiredCapacity: 0 };
  const group = await groupWith(recorder, bounds, LaunchTemplateName);
  await recorder.call("no pool", autoscaling("DescribeWarmPool", group));
  const pool = { MinSize: 0, MaxGroupPreparedCapacity: 1, PoolState: "Running" };
  await recorder.call("pool", autoscaling("PutWarmPool", group, pool));
  const look = autoscaling<DescribeWarmPoolCommandOutput>("DescribeWarmPool", group);
  await recorder.until("at rest", look, {
    seconds: launchSeconds,
    isSo: ({ Instances = [] }) => Instances[0]?.LifecycleState === "Warmed:Running",
  });
  await recorder.refused("delete a pool in use", autoscaling("DeleteWarmPool", group));
  await recorder.call("draw", autoscaling("SetDesiredCapacity", group, { DesiredCapacity: 1 }));
  await isInService(recorder, group);
  await recorder.call("empty pool", look);
  const force = { ForceDelete: true };
  await recorder.call("delete the pool", autoscaling("DeleteWarmPool", group, force));
  await recorder.until("no pool any more", look, {
    seconds: launchSeconds,
    isSo: ({ WarmPoolConfiguration }) => WarmPoolConfiguration === undefined,
  });
  await lookAt(recorder, group);
}

async function playVersions(recorder: Recorder) {
  const { LaunchTemplateName, data } = await templateOf(recorder);
  const versions = (label: string, Versions: readonly string[]) =>
    recorder.call(label, ec2("DescribeLaunchTemplateVersions", { LaunchTemplateName, Versions }));
  await recorder.call(
    "version 2, from version 1",
    ec2("CreateLaunchTemplateVersion", {
      LaunchTemplateName,
      SourceVersion: "1",
      VersionDescription: "smaller",
      LaunchTemplateData: { InstanceType: "t3.micro" },
    }),
  );
  await versions("default", ["$Default"]);
  await versions("latest", ["$Latest"]);
  await recorder.call(
    "version 2 is the default",
    ec2("ModifyLaunchTemplate", { LaunchTemplateName, DefaultVersion: "2" }),
  );
  await recorder.call(
    "version 3, of its own",
    ec2("CreateLaunchTemplateVersion", { LaunchTemplateName, LaunchTemplateData: data }),
  );
  await recorder.call(
    "version 1 and one that never was are deleted",
    ec2("DeleteLaunchTemplateVersions", { LaunchTemplateName, Versions: ["1", "9"] }),
  );
  await versions("both", ["$Default", "$Latest"]);
  const never = { LaunchTemplateName, Versions: ["9"] };
  await recorder.refused("never was", ec2("DescribeLaunchTemplateVersions", never));
  await recorder.refused(
    "no version",
    ec2("DescribeLaunchTemplateVersions", {
      LaunchTemplateName,
      Versions: ["newest"],
    }),
  );
}
