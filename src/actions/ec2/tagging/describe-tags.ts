/** DescribeTags: one row for each tag of instances, launch templates, images and the network. */
import type { Tag } from "../../../domain/launch-template.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { filtered, tagReaders } from "../filters.ts";
import { ec2Page } from "../page.ts";
import type { TaggedResource } from "./tagged-records.ts";
import { taggedResources } from "./tagged-resources.ts";

interface Row {
  readonly resource: TaggedResource;
  readonly tag: Tag;
}

export const describeTags = defineAction("ec2", "DescribeTags", (input, { region }) => {
  answerDryRun(input);
  const all = taggedResources(region).flatMap((resource) =>
    resource.tags.map((tag): Row => ({ resource, tag })),
  );
  const rows = filtered(all, input.Filters, {
    key: ({ tag }) => [tag.key],
    "resource-id": ({ resource }) => [resource.id],
    "resource-type": ({ resource }) => [resource.type],
    value: ({ tag }) => [tag.value],
    ...tagReaders(input.Filters, ({ tag }: Row) => [tag]),
  });
  const { items, nextToken } = ec2Page(rows, input, {
    region,
    operation: "DescribeTags",
    smallest: 5,
    largest: 1000,
    keyOf: ({ resource, tag }) => `${resource.id}/${tag.key}`,
  });
  return { output: { Tags: items.map(presentRow), NextToken: nextToken } };
});

function presentRow({ resource, tag }: Row) {
  return {
    Key: tag.key,
    ResourceId: resource.id,
    ResourceType: resource.type,
    Value: tag.value,
  };
}
