/** Which instance types AWS has, by name: the enumeration of its published model. */
import { serviceModel, shapeOf } from "../../model/shapes.ts";

let names: ReadonlySet<string> | undefined;

/** True for every type of AWS, also those whose size the emulator does not know. */
export function instanceTypeExists(name: string): boolean {
  names ??= publishedNames();
  return names.has(name);
}

function publishedNames(): ReadonlySet<string> {
  const shape = shapeOf(serviceModel("ec2"), "InstanceType");
  return new Set(shape.type === "string" ? shape.enum : []);
}
