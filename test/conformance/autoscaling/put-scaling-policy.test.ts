/** PutScalingPolicy, DescribePolicies and DeletePolicy through the real SDK. */
import {
  DeletePolicyCommand,
  DescribePoliciesCommand,
  GetPredictiveScalingForecastCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { anAlarm, stateOf } from "../../support/alarms.ts";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup } from "../../support/fleet.ts";
import {
  policiesOf,
  predictivePolicy,
  putPolicy,
  simplePolicy,
  stepPolicy,
  trackingPolicy,
} from "../../support/policies.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { client, cloudwatch } = emulated;

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}";

const alarmsNamed = async (AlarmNames: string[]) =>
  (await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames }))).MetricAlarms ?? [];

test("a simple policy is shown with its ARN, without steps and alarms", async () => {
  const name = await aGroup(emulated);
  const { PolicyARN = "", Alarms } = await putPolicy(emulated, name, {
    ...simplePolicy,
    Cooldown: 60,
  });
  expect(PolicyARN).toMatch(
    new RegExp(
      `^arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:${uuid}:` +
        `autoScalingGroupName/${name}:policyName/out$`,
    ),
  );
  expect(Alarms).toEqual([]);
  expect(await policiesOf(emulated, { AutoScalingGroupName: name })).toEqual([
    {
      AutoScalingGroupName: name,
      PolicyName: "out",
      PolicyARN,
      PolicyType: "SimpleScaling",
      AdjustmentType: "ChangeInCapacity",
      ScalingAdjustment: 1,
      Cooldown: 60,
      StepAdjustments: [],
      Alarms: [],
      Enabled: true,
    },
  ]);
});

test("a step policy is shown with its steps and alarms, averages by default", async () => {
  const name = await aGroup(emulated);
  const { PolicyARN = "" } = await putPolicy(emulated, name, {
    ...stepPolicy,
    EstimatedInstanceWarmup: 90,
  });
  await anAlarm(emulated, `cpu-${name}`, { AlarmActions: [PolicyARN] });
  const [policy] = await policiesOf(emulated, { AutoScalingGroupName: name });
  expect(policy).toMatchObject({
    PolicyType: "StepScaling",
    StepAdjustments: stepPolicy.StepAdjustments,
    MetricAggregationType: "Average",
    EstimatedInstanceWarmup: 90,
    Alarms: [
      {
        AlarmName: `cpu-${name}`,
        AlarmARN: `arn:aws:cloudwatch:us-east-1:123456789012:alarm:cpu-${name}`,
      },
    ],
  });
});

test("putting a policy again replaces all of it and keeps its ARN", async () => {
  const name = await aGroup(emulated);
  const first = await putPolicy(emulated, name, { ...simplePolicy, Cooldown: 60 });
  const second = await putPolicy(emulated, name, { ...stepPolicy, Enabled: false });
  expect(second.PolicyARN).toBe(first.PolicyARN);
  const [policy, ...others] = await policiesOf(emulated, { AutoScalingGroupName: name });
  expect(others).toEqual([]);
  expect(policy).toMatchObject({ PolicyType: "StepScaling", Enabled: false });
  expect(policy).not.toHaveProperty("Cooldown");
});

test("a cooldown of zero is no cooldown where a policy has none", async () => {
  const name = await aGroup(emulated);
  for (const policy of [stepPolicy, trackingPolicy, predictivePolicy]) {
    await putPolicy(emulated, name, { ...policy, PolicyName: policy.PolicyType, Cooldown: 0 });
  }
  const policies = await policiesOf(emulated, { AutoScalingGroupName: name });
  expect(policies.map(({ Cooldown }) => Cooldown)).toEqual([undefined, undefined, undefined]);
});

test("target tracking makes an alarm above and one below its target", async () => {
  const name = await aGroup(emulated);
  const { PolicyARN = "", Alarms = [] } = await putPolicy(emulated, name, trackingPolicy);
  const names = Alarms.map(({ AlarmName = "" }) => AlarmName);
  expect(names[0]).toMatch(new RegExp(`^TargetTracking-${name}-AlarmHigh-${uuid}$`));
  expect(names[1]).toMatch(new RegExp(`^TargetTracking-${name}-AlarmLow-${uuid}$`));
  const common = {
    AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${PolicyARN}.`,
    AlarmActions: [PolicyARN],
    ActionsEnabled: true,
    Namespace: "AWS/EC2",
    MetricName: "CPUUtilization",
    Statistic: "Average",
    Period: 60,
    Dimensions: [{ Name: "AutoScalingGroupName", Value: name }],
  };
  expect(await alarmsNamed(names)).toMatchObject([
    { ...common, Threshold: 50, ComparisonOperator: "GreaterThanThreshold", EvaluationPeriods: 3 },
    { ...common, Threshold: 45, ComparisonOperator: "LessThanThreshold", EvaluationPeriods: 15 },
  ]);
  const [policy] = await policiesOf(emulated, { AutoScalingGroupName: name });
  expect(policy).toMatchObject({
    Alarms,
    TargetTrackingConfiguration: {
      ...trackingPolicy.TargetTrackingConfiguration,
      DisableScaleIn: false,
    },
  });
  expect(policy).not.toHaveProperty("AdjustmentType");
});

test("without scale-in there is one alarm, and for a disabled policy none", async () => {
  const name = await aGroup(emulated);
  const first = await putPolicy(emulated, name, trackingPolicy);
  const configuration = trackingPolicy.TargetTrackingConfiguration;
  const second = await putPolicy(emulated, name, {
    ...trackingPolicy,
    TargetTrackingConfiguration: { ...configuration, DisableScaleIn: true },
  });
  // The alarm on high values is the same as before, and stays.
  expect(second.Alarms).toEqual(first.Alarms?.slice(0, 1));
  expect(await stateOf(emulated, first.Alarms?.[1]?.AlarmName ?? "")).toBeUndefined();
  const third = await putPolicy(emulated, name, { ...trackingPolicy, Enabled: false });
  expect(third.Alarms).toEqual([]);
  expect(await stateOf(emulated, second.Alarms?.[0]?.AlarmName ?? "")).toBeUndefined();
});

test("the alarms of a metric of the caller's own, and of requests by target, name it", async () => {
  const name = await aGroup(emulated, {
    TargetGroupARNs: ["arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/2"],
  });
  const own = {
    MetricName: "Depth",
    Namespace: "App",
    Statistic: "Maximum",
    Dimensions: [{ Name: "Queue", Value: "jobs" }],
  };
  const ofQueue = await putPolicy(emulated, name, {
    PolicyType: "TargetTrackingScaling",
    TargetTrackingConfiguration: { CustomizedMetricSpecification: own, TargetValue: 5 },
  });
  expect(await alarmsNamed([ofQueue.Alarms?.[0]?.AlarmName ?? ""])).toMatchObject([own]);
  const ofTargets = await putPolicy(emulated, name, {
    PolicyName: "requests",
    PolicyType: "TargetTrackingScaling",
    TargetTrackingConfiguration: {
      PredefinedMetricSpecification: {
        PredefinedMetricType: "ALBRequestCountPerTarget",
        ResourceLabel: "app/web/1/targetgroup/web/2",
      },
      TargetValue: 1000,
    },
  });
  expect(await alarmsNamed([ofTargets.Alarms?.[0]?.AlarmName ?? ""])).toMatchObject([
    {
      MetricName: "RequestCountPerTarget",
      Dimensions: [
        { Name: "TargetGroup", Value: "targetgroup/web/2" },
        { Name: "LoadBalancer", Value: "app/web/1" },
      ],
    },
  ]);
});

test("predictive scaling is kept, and its forecast is refused with a sentence", async () => {
  const name = await aGroup(emulated);
  await putPolicy(emulated, name, predictivePolicy);
  expect(await policiesOf(emulated, { AutoScalingGroupName: name })).toMatchObject([
    {
      PolicyType: "PredictiveScaling",
      PredictiveScalingConfiguration: {
        ...predictivePolicy.PredictiveScalingConfiguration,
        Mode: "ForecastOnly",
      },
    },
  ]);
  const forecast = (PolicyName: string) =>
    client.send(
      new GetPredictiveScalingForecastCommand({
        AutoScalingGroupName: name,
        PolicyName,
        StartTime: new Date(0),
        EndTime: new Date(1000),
      }),
    );
  expect(await refusalOf(forecast("out"))).toEqual(
    validationErrorOf(
      "There is no forecast: asg-local has no load, and so no metric data to forecast from.",
    ),
  );
  await putPolicy(emulated, name, { ...simplePolicy, PolicyName: "simple" });
  expect(await refusalOf(forecast("simple"))).toEqual(
    validationErrorOf("The scaling policy simple is not a PredictiveScaling policy."),
  );
});

test.each<readonly [string, object, string]>([
  [
    "an unknown type",
    { PolicyType: "Magic" },
    "Invalid PolicyType: Magic. Valid types are: [SimpleScaling, StepScaling, TargetTrackingScaling, PredictiveScaling].",
  ],
  [
    "an unknown adjustment type",
    { AdjustmentType: "More", ScalingAdjustment: 1 },
    "Invalid AdjustmentType: More. Valid types are: [ChangeInCapacity, ExactCapacity, PercentChangeInCapacity].",
  ],
  ["a negative cooldown", { ...simplePolicy, Cooldown: -1 }, "The value -1 must be non-negative."],
  [
    "an unknown aggregation",
    { ...stepPolicy, MetricAggregationType: "Sum" },
    "Invalid MetricAggregationType: Sum. Valid types are: [Minimum, Maximum, Average].",
  ],
  [
    "no steps",
    { ...stepPolicy, StepAdjustments: [] },
    "You should specify at least one StepAdjustment with a StepScaling policy.",
  ],
])("a policy with %s is refused", async (_what, members, message) => {
  const name = await aGroup(emulated);
  expect(await refusalOf(putPolicy(emulated, name, members))).toEqual(validationErrorOf(message));
  expect(await policiesOf(emulated, { AutoScalingGroupName: name })).toEqual([]);
});

test("G-009 an unknown group is refused", async () => {
  expect(await refusalOf(putPolicy(emulated, "nobody"))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});

test("R-025 a shape error has AWS's batch wording", async () => {
  expect((await refusalOf(putPolicy(emulated, "x".repeat(256)))).message).toContain(
    "at 'autoScalingGroupName' failed to satisfy constraint: Member must have length less than",
  );
});

test("a group has 50 policies and no more; one of them can still be changed", async () => {
  const name = await aGroup(emulated);
  for (let at = 0; at < 50; at++) {
    await putPolicy(emulated, name, { ...simplePolicy, PolicyName: `p${at}` });
  }
  expect(await refusalOf(putPolicy(emulated, name))).toEqual({
    code: "LimitExceeded",
    message: "A group can have no more than 50 scaling policies.",
    status: 400,
  });
  await putPolicy(emulated, name, { ...simplePolicy, PolicyName: "p0", Cooldown: 1 });
  const page = await client.send(
    new DescribePoliciesCommand({ AutoScalingGroupName: name, MaxRecords: 30 }),
  );
  expect(page.ScalingPolicies).toHaveLength(30);
  const rest = await client.send(
    new DescribePoliciesCommand({ AutoScalingGroupName: name, NextToken: page.NextToken }),
  );
  expect(rest.ScalingPolicies).toHaveLength(20);
  expect(rest.NextToken).toBeUndefined();
});

test("policies are found by name, ARN and type; unknown names are left out", async () => {
  const name = await aGroup(emulated);
  const { PolicyARN = "" } = await putPolicy(emulated, name);
  await putPolicy(emulated, name, { ...stepPolicy, PolicyName: "steps" });
  const found = async (filter: object) =>
    (await policiesOf(emulated, { AutoScalingGroupName: name, ...filter })).map(
      ({ PolicyName }) => PolicyName,
    );
  expect(await found({})).toEqual(["out", "steps"]);
  expect(await found({ PolicyNames: ["steps", "nobody"] })).toEqual(["steps"]);
  expect(await found({ PolicyNames: [PolicyARN] })).toEqual(["out"]);
  expect(await found({ PolicyTypes: ["StepScaling"] })).toEqual(["steps"]);
  expect((await refusalOf(found({ PolicyTypes: ["Magic"] }))).code).toBe("ValidationError");
  const wrong = client.send(new DescribePoliciesCommand({ NextToken: "nonsense" }));
  expect(await refusalOf(wrong)).toEqual({
    code: "InvalidNextToken",
    message: "The token 'nonsense' is invalid.",
    status: 400,
  });
});

test("a deleted policy takes its own alarms with it; another alarm loses the action", async () => {
  const name = await aGroup(emulated);
  const { PolicyARN = "", Alarms = [] } = await putPolicy(emulated, name, trackingPolicy);
  const sns = "arn:aws:sns:us-east-1:123456789012:people";
  await anAlarm(emulated, `own-${name}`, { AlarmActions: [PolicyARN, sns] });
  await client.send(new DeletePolicyCommand({ PolicyName: PolicyARN }));
  expect(await policiesOf(emulated, { AutoScalingGroupName: name })).toEqual([]);
  expect(await alarmsNamed(Alarms.map(({ AlarmName = "" }) => AlarmName))).toEqual([]);
  expect(await alarmsNamed([`own-${name}`])).toMatchObject([{ AlarmActions: [sns] }]);
});

test("deleting an unknown policy, or naming one without its group, is refused", async () => {
  const AutoScalingGroupName = await aGroup(emulated);
  const unknown = new DeletePolicyCommand({ AutoScalingGroupName, PolicyName: "nobody" });
  expect(await refusalOf(client.send(unknown))).toEqual(
    validationErrorOf("Policy nobody not found"),
  );
  const alone = new DeletePolicyCommand({ PolicyName: "out" });
  expect(await refusalOf(client.send(alone))).toEqual(
    validationErrorOf(
      "AutoScalingGroupName must be specified when the policy is not given by its ARN.",
    ),
  );
  const elsewhere = new DeletePolicyCommand({ AutoScalingGroupName: "nobody", PolicyName: "out" });
  expect(await refusalOf(client.send(elsewhere))).toEqual(
    validationErrorOf("AutoScalingGroup name not found - null"),
  );
});
