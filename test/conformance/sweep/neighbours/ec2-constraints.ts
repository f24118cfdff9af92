/** EC2's words for an input against AWS's model: one failure, by the parameter's wire name. */
import {
  type Shape,
  type StructureShape,
  serviceModel,
  shapeOf,
  structureOf,
} from "../../../../src/model/shapes.ts";
import type { Refusal } from "../../../support/refusal.ts";
import { type ConstraintCase, printed } from "../autoscaling/constraint-cases.ts";

const model = serviceModel("ec2");

/** The shapes of names, which have codes of their own (EC2's list of error codes). */
const malformedNames: Readonly<Record<string, Refusal>> = {
  ImageNameRequest: {
    code: "InvalidAMIName.Malformed",
    message:
      "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, " +
      "'(', ')', '.', '-', '/' and '_'",
    status: 400,
  },
  LaunchTemplateName: {
    code: "InvalidLaunchTemplateName.MalformedException",
    message:
      "A launch template name must be between 3 and 128 characters, and may contain letters, " +
      "numbers, and the following characters: - ( ) . / _.",
    status: 400,
  },
};

export function ec2RefusalOf(operation: string, { says, value, must }: ConstraintCase): Refusal {
  const { name, segments } = placeOf(operation, says.split(": ")[0] ?? "");
  const parameter = segments.join(".");
  if (value === undefined && name === "InstanceIdStringList") {
    const message = "No instances specified";
    return { code: "InvalidParameterCombination", message, status: 400 };
  }
  if (value === undefined) {
    const message = `The request must contain the parameter ${parameter}`;
    return { code: "MissingParameter", message, status: 400 };
  }
  const malformed = malformedNames[name];
  if (malformed !== undefined) return malformed;
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

/** `launchTemplateData.tagSpecifications` is `LaunchTemplateData.TagSpecification` for EC2. */
function placeOf(operation: string, path: string) {
  let shape: Shape = structureOf(model, model.operations.get(operation)?.input ?? "");
  let shapeName = "";
  const segments = path.split(".").flatMap((segment): readonly string[] => {
    if (segment === "member") return [];
    if (shape.type === "list") {
      shape = shapeOf(model, shape.item);
      return [segment];
    }
    const { members } = shape as StructureShape;
    const member = members.find(({ name }) => name.toLowerCase() === segment.toLowerCase());
    if (member === undefined) throw new Error(`${operation} has no ${path}`);
    shapeName = member.shape;
    shape = shapeOf(model, shapeName);
    return [member.query];
  });
  return { shape, name: shapeName, segments };
}
