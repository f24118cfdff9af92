/** DetachInstances: takes instances out of a group; they run on in EC2 (G-130, G-131). */
import { causes } from "../../../domain/scaling-activity.ts";
import { defineAction } from "../../action.ts";
import { leaveService } from "./leave-service.ts";

export const detachInstances = defineAction("autoscaling", "DetachInstances", (input, context) =>
  leaveService(
    input,
    {
      from: new Set(["InService", "Standby", "Terminating:Retained"]),
      fromText: "InService or Standby",
      purpose: "To detach",
      activity: "detach",
      change: "DetachmentBegun",
      causeOf: causes.detached,
    },
    context,
  ),
);
