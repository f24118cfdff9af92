/** Images, key pairs and network records as resources with tags. */
import type { Change } from "../../../domain/changes/change.ts";
import type { Ec2Record, SecurityGroup } from "../../../domain/ec2-record.ts";
import type { Tag } from "../../../domain/launch-template.ts";
import {
  internetGatewaysOf,
  networkAclsOf,
  routeTablesOf,
  securityGroupsOf,
  storedOf,
  subnetsOf,
  vpcsOf,
} from "../../../domain/network-records.ts";
import type { Region } from "../../../domain/world.ts";
import type { Output } from "../../../model/operations.ts";

/** The type by AWS's name. */
type ResourceType = NonNullable<
  NonNullable<Output<"ec2", "DescribeTags">["Tags"]>[number]["ResourceType"]
>;

export interface TaggedResource {
  readonly id: string;
  readonly type: ResourceType;
  readonly tags: readonly Tag[];
  /**
   * Replaces the resource's tags. A rule is stored in its group, so it needs the group's changes
   * from the same call.
   */
  readonly retag: (tags: readonly Tag[], before: ReadonlyMap<string, Ec2Record>) => Change;
}

const typeOfKind: Readonly<Record<Exclude<Ec2Record["kind"], "deleted">, ResourceType>> = {
  vpc: "vpc",
  subnet: "subnet",
  securityGroup: "security-group",
  internetGateway: "internet-gateway",
  routeTable: "route-table",
  networkAcl: "network-acl",
  image: "image",
  keyPair: "key-pair",
  networkInterface: "network-interface",
};

export function taggedRecords(region: Region): TaggedResource[] {
  const groups = securityGroupsOf(region);
  const records = [
    ...vpcsOf(region),
    ...subnetsOf(region),
    ...groups,
    ...internetGatewaysOf(region),
    ...routeTablesOf(region),
    ...networkAclsOf(region),
    ...storedOf(region, "image"),
    ...storedOf(region, "keyPair"),
    ...storedOf(region, "networkInterface"),
  ];
  return [
    ...records.map(
      (record): TaggedResource => ({
        id: record.id,
        type: typeOfKind[record.kind],
        tags: record.tags,
        retag: (tags, before) => {
          const present = before.get(record.id) ?? record;
          return { type: "Ec2RecordPut", record: { ...present, tags } };
        },
      }),
    ),
    ...groups.flatMap(taggedRules),
  ];
}

/** A group's rules, which have their own tags. */
function taggedRules(group: SecurityGroup): TaggedResource[] {
  return group.rules.map(({ id, tags }) => ({
    id,
    type: "security-group-rule",
    tags,
    retag: (all, before) => {
      const changed = before.get(group.id);
      const present = changed?.kind === "securityGroup" ? changed : group;
      const rules = present.rules.map((rule) => (rule.id === id ? { ...rule, tags: all } : rule));
      return { type: "Ec2RecordPut", record: { ...present, rules } };
    },
  }));
}
