/** The attributes of balancers, listeners and target groups: AWS's defaults, and what is set. */
import type { BalancerRecord } from "../../domain/load-balancing.ts";
import { type Refusal, repeated } from "../../domain/refusals.ts";
import { balancerTexts } from "../../domain/texts/balancer-texts.ts";
import { validationError } from "../../model/faults.ts";
import { refuseBy } from "../refusals.ts";
import type { AttributeRules } from "./attribute-rules.ts";
import { listenerAttributes, listenerKind } from "./listener-attributes.ts";
import { loadBalancerAttributes, loadBalancerCombinations } from "./load-balancer-attributes.ts";
import {
  targetGroupAttributes,
  targetGroupCombinations,
  targetGroupKind,
  unfitAttributeText,
} from "./target-group-attributes.ts";

interface AttributeShape {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}
type Attributes = Readonly<Record<string, string>>;

/** What a record would be with other attributes. */
interface Wanted {
  readonly kind: string;
  readonly protocol: unknown;
  readonly attributes: Attributes;
}

/** How one sort of record has its attributes. */
interface Sort {
  readonly rules: AttributeRules;
  readonly word: string;
  readonly kindOf: (record: BalancerRecord) => string;
  readonly repeatedText: (key: string) => string;
  /** Of an attribute that others of the sort have; undefined: as if there were none. */
  readonly unfitText?: (record: BalancerRecord, key: string) => string;
  readonly combinations: readonly Refusal<Wanted>[];
}

/** Nothing acts on them but the delay of deregistration and the protection from deletion. */
const sorts: Readonly<Record<BalancerRecord["kind"], Sort>> = {
  loadBalancer: {
    rules: loadBalancerAttributes,
    word: "Load balancer",
    kindOf: ({ members }) => String(members.Type),
    repeatedText: balancerTexts.repeatedAttribute,
    combinations: loadBalancerCombinations,
  },
  listener: {
    rules: listenerAttributes,
    word: "Listener",
    kindOf: ({ members }) => listenerKind(members.Protocol),
    repeatedText: balancerTexts.repeatedAttribute,
    unfitText: () => balancerTexts.unfitListenerAttribute,
    combinations: [],
  },
  targetGroup: {
    rules: targetGroupAttributes,
    word: "Target group",
    kindOf: targetGroupKind,
    repeatedText: balancerTexts.repeatedTargetGroupAttribute,
    unfitText: unfitAttributeText,
    combinations: targetGroupCombinations,
  },
};

/** All that the record has, with AWS's defaults where nothing is set. */
export function attributesOf(record: BalancerRecord): Attributes {
  const { rules, kindOf } = sorts[record.kind];
  const kind = kindOf(record);
  const defaults = Object.entries(rules).flatMap(([key, { kinds, default: value }]) =>
    kinds.includes(kind) ? [[key, typeof value === "string" ? value : (value[kind] ?? "")]] : [],
  );
  return { ...Object.fromEntries(defaults), ...record.attributes };
}

export function presentAttributes(record: BalancerRecord): AttributeShape[] {
  return Object.entries(attributesOf(record)).map(([Key, Value]) => ({ Key, Value }));
}

/** The record with these set, or what AWS says of one that it cannot have. */
export function withAttributes<R extends BalancerRecord>(
  record: R,
  given: readonly AttributeShape[] = [],
): R {
  const sort = sorts[record.kind];
  const twice = repeated(given.map(({ Key = "" }) => Key));
  if (twice !== undefined) throw validationError(sort.repeatedText(twice));
  const set: Record<string, string> = {};
  for (const { Key: key = "", Value: value = "" } of given) {
    checkAttribute(record, key, value);
    set[key] = value;
  }
  const changed = { ...record, attributes: { ...record.attributes, ...set } };
  const { Protocol: protocol } = record.members;
  const wanted = { kind: sort.kindOf(record), protocol, attributes: attributesOf(changed) };
  refuseBy(sort.combinations, wanted);
  return changed;
}

function checkAttribute(record: BalancerRecord, key: string, value: string): void {
  const { rules, word, kindOf, unfitText } = sorts[record.kind];
  const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
  const isFit = rule?.kinds.includes(kindOf(record)) === true;
  if (isFit) return refuseBy(rule.refusals ?? [], { key, value });
  const isKnown = rule !== undefined && rule.isUnknownElsewhere !== true;
  const text = isKnown ? unfitText?.(record, key) : undefined;
  throw validationError(text ?? balancerTexts.unknownAttribute(word, key));
}
