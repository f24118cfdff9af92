/**
 * The scaling policies that AWS refuses, rule by rule of the public rule set cdk-preflight
 * (`rules/autoscaling`, each with the text that the service answered): simple and step policies.
 */
import { expect, test } from "vitest";
import { startEmulator } from "../../../support/emulator.ts";
import { aGroup } from "../../../support/fleet.ts";
import {
  policiesOf,
  predictivePolicy,
  putPolicy,
  simplePolicy,
  stepPolicy,
  trackingPolicy,
} from "../../../support/policies.ts";
import { refusalOf, validationErrorOf } from "../../../support/refusal.ts";

const emulated = await startEmulator();
const tracking = trackingPolicy.TargetTrackingConfiguration;
const predictive = predictivePolicy.PredictiveScalingConfiguration;

type Row = readonly [rule: string, members: object, message: string];

const step = (lower?: number, upper?: number, adjustment = 1) => ({
  MetricIntervalLowerBound: lower,
  MetricIntervalUpperBound: upper,
  ScalingAdjustment: adjustment,
});

const stepped = (...StepAdjustments: object[]) => ({ ...stepPolicy, StepAdjustments });

const simple: readonly Row[] = [
  [
    "pf-asg-simple-requires-adjustmenttype (G-244)",
    { ScalingAdjustment: 1 },
    "You must specify an AdjustmentType for policy type: SimpleScaling",
  ],
  [
    "pf-asg-simple-requires-scalingadjustment",
    { AdjustmentType: "ChangeInCapacity" },
    "Scaling increment must be specified for a SimpleScaling policy",
  ],
  ...[
    ["MetricAggregationType", "Average"] as const,
    ["EstimatedInstanceWarmup", 60] as const,
    ["StepAdjustments", [step(0)]] as const,
    ["TargetTrackingConfiguration", tracking] as const,
    ["PredictiveScalingConfiguration", predictive] as const,
  ].map(
    ([member, value]): Row => [
      `pf-asg-simple-forbids-other-policy-props: ${member} (G-245)`,
      { ...simplePolicy, [member]: value },
      `${member} is not supported for a SimpleScaling policy`,
    ],
  ),
  [
    "pf-asg-exactcapacity-nonnegative (G-248)",
    { AdjustmentType: "ExactCapacity", ScalingAdjustment: -1 },
    "The lower range for adjustment is 0 with the specified adjustment type.",
  ],
  [
    "pf-asg-minadjustmagnitude-requires-percent",
    { ...simplePolicy, MinAdjustmentMagnitude: 1 },
    "MinAdjustmentMagnitude is not supported by the specified adjustment type.",
  ],
  ...[0, -1].map(
    (MinAdjustmentMagnitude): Row => [
      `pf-asg-minadjustmagnitude-positive: ${MinAdjustmentMagnitude} (G-259)`,
      { AdjustmentType: "PercentChangeInCapacity", ScalingAdjustment: 10, MinAdjustmentMagnitude },
      "If specified, MinAdjustmentMagnitude must be greater than zero.",
    ],
  ),
];

const steps: readonly Row[] = [
  [
    "pf-asg-step-requires-adjustmenttype (G-244)",
    { ...stepPolicy, AdjustmentType: undefined },
    "You must specify an AdjustmentType for policy type: StepScaling",
  ],
  [
    "pf-asg-step-requires-stepadjustments",
    { ...stepPolicy, StepAdjustments: undefined },
    "You should specify at least one StepAdjustment with a StepScaling policy.",
  ],
  ...[
    ["ScalingAdjustment", 1] as const,
    ["Cooldown", 60] as const,
    ["TargetTrackingConfiguration", tracking] as const,
    ["PredictiveScalingConfiguration", predictive] as const,
  ].map(
    ([member, value]): Row => [
      `pf-asg-step-forbids-other-policy-props: ${member} (G-245)`,
      { ...stepPolicy, [member]: value },
      `${member} is not supported for a StepScaling policy`,
    ],
  ),
  [
    "pf-asg-step-exactcapacity-nonnegative (G-248)",
    { ...stepped(step(0, undefined, -1)), AdjustmentType: "ExactCapacity" },
    "The lowest value for ScalingAdjustment parameter is 0 with the specified adjustment type. " +
      "Erroneous StepAdjustment is StepAdjustment{MetricIntervalLowerBound=0.0," +
      "MetricIntervalUpperBound=null,ScalingAdjustment=-1.0,ProportionalFactor=null}",
  ],
  [
    "pf-asg-step-adjustments-max-20",
    stepped(...Array.from({ length: 21 }, (_, at) => step(at, at === 20 ? undefined : at + 1))),
    "Your policies can have at most 20 StepAdjustments.",
  ],
  [
    "pf-asg-step-both-bounds-null-forbidden",
    stepped(step()),
    "Both lower and upper bounds of a StepAdjustment cannot be left unspecified.",
  ],
  [
    "pf-asg-step-upper-must-exceed-lower",
    stepped(step(0, 0)),
    "LowerBound must be less than the UpperBound for StepAdjustment : StepAdjustment{" +
      "MetricIntervalLowerBound=0.0,MetricIntervalUpperBound=0.0,ScalingAdjustment=1.0," +
      "ProportionalFactor=null}",
  ],
  [
    "bounds of ten million and of fractions are printed as Java prints doubles",
    stepped(step(12_500_000, 0.25)),
    "LowerBound must be less than the UpperBound for StepAdjustment : StepAdjustment{" +
      "MetricIntervalLowerBound=1.25E7,MetricIntervalUpperBound=0.25,ScalingAdjustment=1.0," +
      "ProportionalFactor=null}",
  ],
  [
    "pf-asg-step-interval-overlap (G-249)",
    stepped(step(0, 20), step(10)),
    "StepAdjustment intervals cannot overlap.",
  ],
  [
    "pf-asg-step-interval-gap (G-249)",
    stepped(step(0, 10), step(20)),
    "StepAdjustment intervals cannot have gaps between them.",
  ],
  [
    "pf-asg-step-multiple-null-lower",
    stepped(step(undefined, 0), step(undefined, 10), step(10)),
    "At most one StepAdjustment may have an unspecified lower bound (i.e., lower bound is null).",
  ],
  [
    "pf-asg-step-multiple-null-upper",
    stepped(step(0), step(10)),
    "At most one StepAdjustment may have an unspecified upper bound (i.e., upper bound is null).",
  ],
  [
    "pf-asg-step-negative-lower-needs-null-lower",
    stepped(step(-10, 0), step(0)),
    "There must be a StepAdjustment with an unspecified lower bound (i.e., lower bound is null) " +
      "when one StepAdjustment has a negative lower bound.",
  ],
  [
    "pf-asg-step-positive-upper-needs-null-upper",
    stepped(step(0, 10)),
    "There must be a StepAdjustment with an unspecified upper bound (i.e., upper bound is null) " +
      "when one StepAdjustment has a positive upper bound.",
  ],
];

test.each([...simple, ...steps])("%s", async (_, members, message) => {
  const AutoScalingGroupName = await aGroup(emulated);
  const call = putPolicy(emulated, AutoScalingGroupName, members);
  expect(await refusalOf(call)).toEqual(validationErrorOf(message));
  expect(await policiesOf(emulated, { AutoScalingGroupName })).toEqual([]);
});
