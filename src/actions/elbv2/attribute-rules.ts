/** What an attribute of a balancer, listener or target group is: its default and its values. */
import type { Refusal } from "../../domain/refusals.ts";

/** An attribute as a request sets it. */
export interface SetAttribute {
  readonly key: string;
  readonly value: string;
}

export interface AttributeRule {
  /** The kinds that have it; each table has kinds of its own. */
  readonly kinds: readonly string[];
  /** One default, or one for each kind. */
  readonly default: string | Readonly<Record<string, string>>;
  /** For another kind it is as if there were no such attribute. */
  readonly isUnknownElsewhere?: true;
  readonly refusals?: readonly Refusal<SetAttribute>[];
}

/** The attributes of one sort of record, by key. */
export type AttributeRules = Readonly<Record<string, AttributeRule>>;

type Refusals = readonly Refusal<SetAttribute>[];

/** `true` or `false`. */
export const booleans: Refusals = [
  {
    when: ({ value }) => value !== "true" && value !== "false",
    text: ({ key, value }) => `The value of '${key}' must be 'true' or 'false', but was '${value}'`,
  },
];

/** A whole number of this range, in the words that AWS uses for most of them. */
export function numbers(least: number, most: number): Refusals {
  return [
    {
      when: ({ value }) => !isWholeIn(value, least, most),
      text: ({ key, value }) =>
        `'${key}' value '${value}' must be between '${least}-${most}' inclusive`,
    },
  ];
}

/** One of these texts; what AWS says of another depends on the attribute. */
export function oneOf(values: readonly string[], text: Refusal<SetAttribute>["text"]): Refusals {
  return [{ when: ({ value }) => !values.includes(value), text }];
}

/** `'strict' must be one of [defensive, monitor, strictest]`, by the value that was given. */
export function oneOfNamed(values: readonly string[]): Refusals {
  return oneOf(values, ({ value }) => `'${value}' must be one of [${values.join(", ")}]`);
}

/** True for the text of a whole number in the range. */
export function isWholeIn(text: string, least: number, most: number): boolean {
  const isWhole = /^-?\d{1,9}$/.test(text);
  return isWhole && Number(text) >= least && Number(text) <= most;
}
