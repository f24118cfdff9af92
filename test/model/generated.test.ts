/** Regenerates the models from this repository and the installed SDK, and compares. */

import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { mergeModel } from "./generator/merge.ts";
import { onePerLine, type PublishedShape, readPublished } from "./generator/published.ts";
import { generatedFile, serviceNames } from "./generator/services.ts";

describe("generated models", () => {
  it.each(serviceNames)("src/model/generated/%s.json is what its sources give", async (service) => {
    const text = onePerLine(mergeModel(service));
    await expect(text).toMatchFileSnapshot(fileURLToPath(generatedFile(service)));
  });

  it("the generator stops at a constraint or a type it does not know, and names it", () => {
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
});
