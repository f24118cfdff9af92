/** Schemas of objects written by users, which accept no unknown members. */
import { z } from "zod";

/** The refusal of an unknown member lists the known ones. */
export function structure<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `unknown ${issue.keys.join(", ")}; accepted: ${Object.keys(shape).join(", ")}`
        : undefined,
  });
}
