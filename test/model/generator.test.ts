/** The generator of the models stops at what it does not know. */
import { expect, test } from "vitest";
import { mergeModel } from "./generator/merge.ts";
import { type PublishedShape, readPublished } from "./generator/published.ts";

test("the generator stops at a constraint or a type it does not know, and names it", () => {
  const published = readPublished("autoscaling");
  const withShape = (shape: PublishedShape) => ({
    ...published,
    shapes: { ...published.shapes, XmlStringMaxLen255: shape },
  });
  const unknownConstraint = withShape({ type: "string", multipleOf: 3 });
  const unknownType = withShape({ type: "document" });
  expect(() => mergeModel("autoscaling", unknownConstraint)).toThrow(
    "shape XmlStringMaxLen255 has unknown constraint multipleOf",
  );
  expect(() => mergeModel("autoscaling", unknownType)).toThrow(
    "shape XmlStringMaxLen255 has unknown type document",
  );
});
