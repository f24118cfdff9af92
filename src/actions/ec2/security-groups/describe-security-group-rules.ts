/** DescribeSecurityGroupRules: one row for each rule of all groups. */
import type { SecurityGroup, SecurityGroupRule } from "../../../domain/ec2-record.ts";
import { securityGroupsOf } from "../../../domain/network-records.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { selectedRecords, unknownRule } from "../existing-network.ts";
import { type Ec2Filter, filtered, tagReaders } from "../filters.ts";
import { ec2Page } from "../page.ts";
import { presentRule } from "./security-group-rules.ts";

interface Row {
  readonly id: string;
  readonly rule: SecurityGroupRule;
  readonly group: SecurityGroup;
}

export const describeSecurityGroupRules = defineAction(
  "ec2",
  "DescribeSecurityGroupRules",
  (input, { region }) => {
    answerDryRun(input);
    checkGroupFilter(input.Filters);
    const all = securityGroupsOf(region).flatMap((group) =>
      group.rules.map((rule): Row => ({ id: rule.id, rule, group })),
    );
    const selected = selectedRecords(all, input.SecurityGroupRuleIds, unknownRule);
    const rows = filtered(selected, input.Filters, {
      "group-id": ({ group }) => [group.id],
      "security-group-rule-id": ({ id }) => [id],
      ...tagReaders(input.Filters, ({ rule }: Row) => rule.tags),
    });
    const { items, nextToken } = ec2Page(rows, input, {
      region,
      operation: "DescribeSecurityGroupRules",
      smallest: 5,
      largest: 1000,
      keyOf: ({ id }) => id,
    });
    const SecurityGroupRules = items.map(({ rule, group }) => presentRule(rule, group, region));
    return { output: { SecurityGroupRules, NextToken: nextToken } };
  },
);

/** Unlike other describe operations, this one refuses malformed group ids (G-293). */
function checkGroupFilter(filters: readonly Ec2Filter[] = []): void {
  const ids = filters
    .filter(({ Name }) => Name === "group-id")
    .flatMap(({ Values }) => Values ?? []);
  const malformed = ids.find((id) => !/^sg-|[*?]/.test(id));
  if (malformed === undefined) return;
  const message = `The security group ID '${malformed}' is malformed`;
  throw ec2Error("InvalidGroupId.Malformed", message);
}
