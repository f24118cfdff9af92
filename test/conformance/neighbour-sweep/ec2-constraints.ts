/** EC2's words for an input against AWS's model: one failure, by the parameter's wire name. */
import {
  type Shape,
  type StructureShape,
  serviceModel,
  shapeOf,
  structureOf,
} from "../../../src/model/shapes.ts";
import type { Refusal } from "../../support/refusal.ts";
import { type ConstraintCase, printed } from "../autoscaling-sweep/constraint-cases.ts";

const model = serviceModel("ec2");

export function ec2RefusalOf(operation: string, { says, value, must }: ConstraintCase): Refusal {
  const parameter = wirePathOf(operation, says.split(": ")[0] ?? "");
  if (value === undefined) {
    const message = `The request must contain the parameter ${parameter}`;
    return { code: "MissingParameter", message, status: 400 };
  }
  const expected = `Member must ${must}`.replace("Member must have", "Expecting a");
  const message = `Value ( ${printed(value)} ) for parameter ${parameter} is invalid. ${expected}.`;
  return { code: "InvalidParameterValue", message, status: 400 };
}

/**
 * Whether the model decides. EC2 takes values outside its enumerations as they come, and tells of a
 * structure that is missing in the words of its operation.
 */
export function isOfEc2Model(operation: string, { says }: ConstraintCase): boolean {
  const [path = "", what = ""] = says.split(": ");
  if (what.endsWith("no value of the enumeration")) return false;
  return what !== "missing" || placeOf(operation, path).shape.type !== "structure";
}

/** `launchTemplateData.tagSpecifications` as EC2 takes it: `LaunchTemplateData.TagSpecification`. */
function wirePathOf(operation: string, path: string): string {
  return placeOf(operation, path).segments.join(".");
}

function placeOf(operation: string, path: string) {
  let shape: Shape = structureOf(model, model.operations.get(operation)?.input ?? "");
  const segments = path.split(".").flatMap((segment): readonly string[] => {
    if (segment === "member") return [];
    if (shape.type === "list") {
      shape = shapeOf(model, shape.item);
      return [segment];
    }
    const { members } = shape as StructureShape;
    const member = members.find(({ name }) => name.toLowerCase() === segment.toLowerCase());
    if (member === undefined) throw new Error(`${operation} has no ${path}`);
    shape = shapeOf(model, member.shape);
    return [member.query];
  });
  return { shape, segments };
}
