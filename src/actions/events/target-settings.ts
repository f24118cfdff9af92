/** The checks of a rule's targets. */

import { isJsonPath } from "../../domain/json-path.ts";
import { placeholdersIn, reservedPlaceholders } from "../../domain/target-input.ts";
import { eventBridgeTexts } from "../../domain/texts/event-bridge-texts.ts";
import type { ServiceError } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { eventBridgeInvalid } from "./existing-rule.ts";

type Target = NonNullable<Input<"events", "PutTargets">["Targets"]>[number];

/** Throws `ValidationException`, 400. */
export function checkTarget(target: Target): void {
  const problem = problemIn(target);
  if (problem !== undefined) throw problem;
}

function problemIn(target: Target): ServiceError | undefined {
  const { Id: id = "", Arn: arn = "", SqsParameters: sqs } = target;
  if (!/^arn:[^:\s]+:[^:\s]+:[^:\s]*:[^:\s]*:\S+$/.test(arn)) {
    return eventBridgeInvalid(eventBridgeTexts.malformedArn(arn));
  }
  const isFifo = /:sqs:.*\.fifo$/.test(arn);
  if (isFifo && !sqs?.MessageGroupId) {
    return eventBridgeInvalid(eventBridgeTexts.withoutGroupId(id));
  }
  return problemInInput(target);
}

function problemInInput(target: Target): ServiceError | undefined {
  const { Id: id = "", Input: input, InputPath: path, InputTransformer: transformer } = target;
  const given = [input, path, transformer].filter((one) => one !== undefined);
  if (given.length > 1) return eventBridgeInvalid(eventBridgeTexts.twoInputs(id));
  if (input !== undefined && !isJson(input)) {
    return eventBridgeInvalid(eventBridgeTexts.inputIsNoJson(id));
  }
  const { InputPathsMap: paths = {}, InputTemplate: template = "" } = transformer ?? {};
  const named = [...(path === undefined ? [] : [path]), ...Object.values(paths)];
  if (!named.every(isJsonPath)) return eventBridgeInvalid(eventBridgeTexts.invalidInputPath(id));
  const unknown = placeholdersIn(template).find(
    (name) => !Object.hasOwn(paths, name) && !reservedPlaceholders.has(name),
  );
  if (unknown === undefined) return undefined;
  return eventBridgeInvalid(eventBridgeTexts.unknownPlaceholder(id, unknown));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
