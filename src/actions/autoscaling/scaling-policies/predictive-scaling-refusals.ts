/**
 * Predictive scaling configurations that are always refused (G-266 to G-269). The texts were
 * recorded by the public rule set cdk-preflight.
 */

import { type Refusal, repeated } from "../../../domain/refusals.ts";
import type { Input } from "../../../model/operations.ts";
import { type MetricQuery, returningQueries } from "../../metric-query-refusals.ts";
import { refuseBy } from "../../refusals.ts";

type Predictive = NonNullable<
  Input<"autoscaling", "PutScalingPolicy">["PredictiveScalingConfiguration"]
>;
type Specification = NonNullable<Predictive["MetricSpecifications"]>[number];

const configurationRefusals: readonly Refusal<Predictive>[] = [
  {
    when: ({ MetricSpecifications: all = [] }) => all.length !== 1,
    text: "You must specify one metric specification.",
  },
  {
    when: ({ MaxCapacityBreachBehavior: behavior = "HonorMaxCapacity", MaxCapacityBuffer }) =>
      behavior === "HonorMaxCapacity" && MaxCapacityBuffer !== undefined,
    text: "You must not specify max capacity buffer when using HonorMaxCapacity.",
  },
  {
    when: ({ MaxCapacityBreachBehavior: behavior, MaxCapacityBuffer }) =>
      behavior === "IncreaseMaxCapacity" && MaxCapacityBuffer === undefined,
    text: "You must specify max capacity buffer when using IncreaseMaxCapacity.",
  },
];

const count = (...members: readonly unknown[]) =>
  members.filter((member) => member !== undefined).length;

const specificationRefusals: readonly Refusal<Specification>[] = [
  {
    when: (one) => {
      const pairs = count(one.PredefinedMetricPairSpecification);
      const scaling = count(
        one.PredefinedScalingMetricSpecification,
        one.CustomizedScalingMetricSpecification,
      );
      const load = count(
        one.PredefinedLoadMetricSpecification,
        one.CustomizedLoadMetricSpecification,
      );
      const isPair = pairs === 1 && scaling + load === 0;
      return !isPair && !(pairs === 0 && scaling === 1 && load === 1);
    },
    text:
      "The metric specification is invalid. A policy must have either one scaling metric and one " +
      "load metric or one metric pair.",
  },
  {
    when: (one) =>
      one.CustomizedCapacityMetricSpecification !== undefined &&
      one.CustomizedLoadMetricSpecification === undefined,
    text: "Capacity metric can only be used when you use customized load metric.",
  },
  {
    when: (one) =>
      [
        one.PredefinedMetricPairSpecification,
        one.PredefinedScalingMetricSpecification,
        one.PredefinedLoadMetricSpecification,
      ].some(
        (known) =>
          known?.PredefinedMetricType?.startsWith("ALB") === true &&
          known.ResourceLabel === undefined,
      ),
    text:
      "A resource label is required. A resource label identifies the Application Load Balancer " +
      "target group for the Application Load Balancer metric that's specified.",
  },
  ...queryRefusals("load", (one) => one.CustomizedLoadMetricSpecification),
  ...queryRefusals("scaling", (one) => one.CustomizedScalingMetricSpecification),
  ...queryRefusals("capacity", (one) => one.CustomizedCapacityMetricSpecification),
];

/** The texts were recorded for a load metric; those for the other two are analogous. */
function queryRefusals(
  metric: "load" | "scaling" | "capacity",
  specificationOf: (
    one: Specification,
  ) => { readonly MetricDataQueries?: readonly MetricQuery[] | undefined } | undefined,
): readonly Refusal<Specification>[] {
  const queriesOf = (one: Specification) => specificationOf(one)?.MetricDataQueries;
  return [
    {
      when: (one) => {
        const queries = queriesOf(one) ?? [];
        const isBoth = ({ Expression, MetricStat }: MetricQuery) =>
          Expression !== undefined && MetricStat !== undefined;
        return repeated(queries.map(({ Id }) => Id)) !== undefined || queries.some(isBoth);
      },
      text:
        `The MetricDataQuery object for the customized ${metric} metric has a problem or ` +
        "incorrect syntax. Verify that the object is valid by using the CloudWatch GetMetricData " +
        "API to investigate the issue and try again.",
    },
    {
      when: (one) => {
        const queries = queriesOf(one);
        return queries !== undefined && returningQueries(queries).length !== 1;
      },
      text:
        `One or more MetricDataQuery objects in the customized ${metric} metric specification ` +
        "isn’t valid. Any expressions used must create exactly one time series.",
    },
  ];
}

/** Refuses configurations that no predictive policy can have. */
export function refusePredictive(predictive: Predictive): void {
  refuseBy(configurationRefusals, predictive);
  for (const one of predictive.MetricSpecifications ?? []) refuseBy(specificationRefusals, one);
}
