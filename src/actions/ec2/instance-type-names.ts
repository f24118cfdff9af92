/** The names of AWS's instance types, from its published model. */
import { serviceModel, shapeOf } from "../../model/shapes.ts";

let names: ReadonlySet<string> | undefined;

/** Whether AWS has the type, even if its size is unknown here. */
export function instanceTypeExists(name: string): boolean {
  names ??= publishedNames();
  return names.has(name);
}

function publishedNames(): ReadonlySet<string> {
  const shape = shapeOf(serviceModel("ec2"), "InstanceType");
  return new Set(shape.type === "string" ? shape.enum : []);
}
