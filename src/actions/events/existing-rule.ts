/** Finds buses and rules, and makes EventBridge's refusals. */
import { busArn, defaultBus, type EventRule } from "../../domain/event-rule.ts";
import type { Tag } from "../../domain/launch-template.ts";
import { eventBridgeTexts } from "../../domain/texts/event-bridge-texts.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import { fault, ServiceError } from "../../model/faults.ts";
import { tagsFrom, withTags } from "../tags.ts";

/** EventBridge's error for rules beyond its model. */
export function eventBridgeInvalid(message: string): ServiceError {
  return new ServiceError("ValidationException", message);
}

export function limitExceeded(): ServiceError {
  return fault("events", "LimitExceededException", eventBridgeTexts.limitExceeded);
}

/** Refuses a bus, given by name or ARN, that is not the default one. */
export function checkBus(region: Region, nameOrArn = defaultBus): void {
  if (!isDefaultBus(region, nameOrArn)) throw unknownBus(nameOrArn);
}

/** Whether this names the default bus, by its name or its ARN. */
export function isDefaultBus(region: Region, nameOrArn = defaultBus): boolean {
  return nameOrArn === defaultBus || nameOrArn === busArn(region, defaultBus);
}

function unknownBus(nameOrArn: string): ServiceError {
  const name = nameOrArn.replace(/^arn:[^/]*:event-bus\//, "");
  return fault("events", "ResourceNotFoundException", eventBridgeTexts.unknownBus(name));
}

interface RuleNamed {
  readonly name: string | undefined;
  readonly bus: string | undefined;
}

export function existingRule(region: Region, { name = "", bus }: RuleNamed): EventRule {
  checkBus(region, bus);
  const rule = region.eventRules.get(name);
  if (rule !== undefined) return rule;
  const message = eventBridgeTexts.unknownRule(name, defaultBus);
  throw fault("events", "ResourceNotFoundException", message);
}

/** What the tag operations name by its ARN: a rule, or the default bus, which takes no tags. */
export function taggedRule(region: Region, arn = ""): EventRule {
  const [, kind, path = ""] =
    /^arn:[^:]+:events:[^:]*:[^:]*:(rule|event-bus)\/(.+)$/.exec(arn) ?? [];
  if (kind === undefined) throw eventBridgeInvalid(eventBridgeTexts.malformedArn(arn));
  if (kind === "rule") {
    const bus = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : defaultBus;
    return existingRule(region, { name: path.slice(path.lastIndexOf("/") + 1), bus });
  }
  checkBus(region, path);
  throw new ServiceError("NotImplemented", eventBridgeTexts.busTags, 501);
}

/** The tags after these were added; a key that is there gets the new value. */
export function withRuleTags(
  present: readonly Tag[],
  shapes: Parameters<typeof tagsFrom>[0],
): readonly Tag[] {
  const added = tagsFrom(shapes);
  const keys = new Set(added.map(({ key }) => key));
  if (keys.size < added.length) throw eventBridgeInvalid(eventBridgeTexts.duplicateTags);
  return withTags(present, added, () => limitExceeded());
}

/** The refusal of an invalid token of a list. */
export function refuseToken(token: string): ServiceError {
  return eventBridgeInvalid(inferredTexts.invalidToken(token));
}
