/** DescribeVpcs: the default VPC, and those that a world file's subnets belong to. */
import { defaultVpcId, stableHex } from "../../domain/network.ts";
import type { Region } from "../../domain/world.ts";
import { ec2Error } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { type FilterReaders, filtered, tagReaders } from "../ec2-filters.ts";
import { ec2Page } from "../ec2-page.ts";

interface Vpc {
  readonly id: string;
  readonly isDefault: boolean;
  readonly account: string;
}

export const describeVpcs = defineAction("ec2", "DescribeVpcs", (input, { region }) => {
  answerDryRun(input);
  const vpcs = filtered(selectedVpcs(input.VpcIds, region), input.Filters, {
    ...readers,
    ...tagReaders(input.Filters, () => []),
  });
  const { items, nextToken } = ec2Page(vpcs, input, {
    operation: "DescribeVpcs",
    smallest: 5,
    largest: 1000,
    keyOf: ({ id }) => id,
  });
  return { output: { Vpcs: items.map(presentVpc), NextToken: nextToken } };
});

function selectedVpcs(ids: readonly string[] | undefined, region: Region): readonly Vpc[] {
  const { account, name } = region;
  const defaultId = defaultVpcId(account, name);
  const known = new Set([defaultId, ...[...region.subnets.values()].map(({ vpcId }) => vpcId)]);
  const asked = ids === undefined || ids.length === 0 ? [...known] : [...new Set(ids)];
  const missing = asked.find((id) => !known.has(id));
  if (missing !== undefined) {
    throw ec2Error("InvalidVpcID.NotFound", `The vpc ID '${missing}' does not exist`);
  }
  return asked.map((id) => ({ id, isDefault: id === defaultId, account }));
}

/** The block of every default VPC; the others' is not told, so theirs is the same. */
const cidrBlock = "172.31.0.0/16";

function presentVpc(vpc: Vpc) {
  return {
    OwnerId: vpc.account,
    InstanceTenancy: "default" as const,
    CidrBlockAssociationSet: [
      {
        AssociationId: `vpc-cidr-assoc-${stableHex(vpc.id)}`,
        CidrBlock: cidrBlock,
        CidrBlockState: { State: "associated" as const },
      },
    ],
    IsDefault: vpc.isDefault,
    VpcId: vpc.id,
    State: "available" as const,
    CidrBlock: cidrBlock,
    DhcpOptionsId: `dopt-${stableHex(`${vpc.account}/dhcp-options`)}`,
  };
}

const readers: FilterReaders<Vpc> = {
  cidr: () => [cidrBlock],
  "is-default": ({ isDefault }) => [String(isDefault)],
  isDefault: ({ isDefault }) => [String(isDefault)],
  "owner-id": ({ account }) => [account],
  state: () => ["available"],
  "vpc-id": ({ id }) => [id],
};
