/** Images, key pairs and the parts of the network as resources with tags. */
import type { Ec2Record, SecurityGroup } from "../domain/ec2-record.ts";
import {
  internetGatewaysOf,
  networkAclsOf,
  routeTablesOf,
  securityGroupsOf,
  storedOf,
  subnetsOf,
  vpcsOf,
} from "../domain/network-records.ts";
import type { Region } from "../domain/world.ts";
import type { ResourceType, TaggedResource } from "./tagged-resources.ts";

const typeOfKind: Readonly<Record<Exclude<Ec2Record["kind"], "deleted">, ResourceType>> = {
  vpc: "vpc",
  subnet: "subnet",
  securityGroup: "security-group",
  internetGateway: "internet-gateway",
  routeTable: "route-table",
  networkAcl: "network-acl",
  image: "image",
  keyPair: "key-pair",
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
  ];
  return [
    ...records.map(
      (record): TaggedResource => ({
        ...{ id: record.id, type: typeOfKind[record.kind], tags: record.tags },
        retag: (tags, before) => {
          const present = before.get(record.id) ?? record;
          return { type: "Ec2RecordPut", record: { ...present, tags } };
        },
      }),
    ),
    ...groups.flatMap(taggedRules),
  ];
}

/** A rule is part of its group, and has tags of its own. */
function taggedRules(group: SecurityGroup): TaggedResource[] {
  return group.rules.map(({ id, tags }) => ({
    ...{ id, type: "security-group-rule", tags },
    retag: (all, before) => {
      const changed = before.get(group.id);
      const present = changed?.kind === "securityGroup" ? changed : group;
      const rules = present.rules.map((rule) => (rule.id === id ? { ...rule, tags: all } : rule));
      return { type: "Ec2RecordPut", record: { ...present, rules } };
    },
  }));
}
