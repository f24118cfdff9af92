/** GetPredictiveScalingForecast: refused, because there is no load to forecast. */
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import { validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { existingPolicy } from "./existing-policy.ts";

export const getPredictiveScalingForecast = defineAction(
  "autoscaling",
  "GetPredictiveScalingForecast",
  (input, { region }) => {
    const { policy } = existingPolicy(region, input);
    const message =
      policy.type === "PredictiveScaling"
        ? inferredPolicyTexts.noForecast
        : inferredPolicyTexts.notPredictive(policy.name);
    throw validationError(message);
  },
);
