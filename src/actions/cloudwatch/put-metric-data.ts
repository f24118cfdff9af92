/** PutMetricData: accepted and stored; no alarm evaluates it. */
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import { fault } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { plainJson } from "../plain-json.ts";

export const putMetricData = defineAction("cloudwatch", "PutMetricData", (input) => {
  const { Namespace: namespace = "", ...members } = input;
  if (members.MetricData === undefined && members.EntityMetricData === undefined) {
    const message = inferredTexts.missingMember("MetricData");
    throw fault("cloudwatch", "MissingRequiredParameterException", message);
  }
  return {
    output: {},
    changes: [{ type: "MetricDataPut", namespace, members: plainJson(members) }],
  };
});
