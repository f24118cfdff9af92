/** What Elastic Load Balancing refuses of names, as the public rule set cdk-preflight recorded. */
import type { Refusal } from "../../domain/refusals.ts";

const mostLetters = 32;

function refused(when: (name: string) => boolean, said: string): Refusal<string> {
  return { when, text: (name) => `The load balancer name '${name}' ${said}` };
}

export const loadBalancerNameRefusals: readonly Refusal<string>[] = [
  refused((name) => name.length > mostLetters, `cannot be longer than '${mostLetters}' characters`),
  refused((name) => name.startsWith("internal-"), "cannot begin with 'internal-'"),
  refused((name) => name.startsWith("-"), "cannot begin with a hyphen(-)"),
  refused((name) => name.endsWith("-"), "cannot end with a hyphen(-)"),
  refused(
    (name) => !/^[A-Za-z0-9-]+$/.test(name),
    "can only contain characters that are alphanumeric characters and hyphens(-)",
  ),
];

const pattern = "(?!^-)(?!.*-$)^[A-Za-z0-9-]+$";

export const targetGroupNameRefusals: readonly Refusal<string>[] = [
  {
    when: (name) => name.length > mostLetters,
    text: (name) => `Target group name '${name}' cannot be longer than '${mostLetters}' characters`,
  },
  {
    when: (name) => !new RegExp(pattern).test(name),
    text: (name) =>
      `1 validation error detected: Value '${name}' at 'targetGroupName' failed to satisfy ` +
      `constraint: Member must satisfy regular expression pattern: ${pattern}`,
  },
];
