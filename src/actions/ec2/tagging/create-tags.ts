/** CreateTags: adds tags; an existing key gets the new value. */
import { defineAction } from "../../action.ts";
import { withTags } from "../../tags.ts";
import { answerDryRun } from "../dry-run.ts";
import { givenTags } from "../tags.ts";
import { namedResources, retagged } from "./tagged-resources.ts";

export const createTags = defineAction("ec2", "CreateTags", (input, { region }) => {
  answerDryRun(input);
  const added = givenTags(input.Tags);
  const resources = namedResources(input.Resources ?? [], region);
  const changes = retagged(resources, (tags) => withTags(tags, added));
  return { output: {}, changes };
});
