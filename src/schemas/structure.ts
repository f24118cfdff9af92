/** Objects of the schemas that users write by hand: no other members than these are accepted. */
import { z } from "zod";

/** The refusal of a member that is not there names those that are. */
export function structure<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `unknown ${issue.keys.join(", ")}; accepted: ${Object.keys(shape).join(", ")}`
        : undefined,
  });
}
