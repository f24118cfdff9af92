/** EnterStandby: takes instances out of service without ending them (G-121 to G-123). */
import { causes } from "../../../domain/scaling-activity.ts";
import { defineAction } from "../../action.ts";
import { leaveService } from "./leave-service.ts";

export const enterStandby = defineAction("autoscaling", "EnterStandby", (input, context) =>
  leaveService(
    input,
    {
      from: new Set(["InService"]),
      fromText: "InService",
      purpose: "To place into standby",
      activity: "enterStandby",
      change: "StandbyBegun",
      causeOf: causes.enteredStandby,
    },
    context,
  ),
);
