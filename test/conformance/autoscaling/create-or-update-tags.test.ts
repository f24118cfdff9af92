/** CreateOrUpdateTags through the real SDK. */
import {
  CreateOrUpdateTagsCommand,
  DescribeTagsCommand,
  type Tag,
} from "@aws-sdk/client-auto-scaling";
import { DescribeInstancesCommand } from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, instanceIds, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { client, ec2 } = emulated;

const put = (...Tags: Tag[]) => client.send(new CreateOrUpdateTagsCommand({ Tags }));

const tagOf = (name: string, Key: string, Value: string, PropagateAtLaunch = false) => ({
  ResourceId: name,
  ResourceType: "auto-scaling-group",
  Key,
  Value,
  PropagateAtLaunch,
});

test("G-164 G-040 overwrites a key with its flag, and adds others", async () => {
  const name = await aGroup(emulated, {
    Tags: [{ Key: "team", Value: "web", PropagateAtLaunch: true }],
  });
  const tags = [tagOf(name, "team", "data"), tagOf(name, "env", "", true)];
  await put(...tags);
  expect((await theGroup(emulated, name)).Tags).toEqual([...tags].reverse());
});

test("G-164 tags groups of different names in one call", async () => {
  const one = await aGroup(emulated);
  const other = await aGroup(emulated);
  await put(tagOf(one, "number", "1"), tagOf(other, "number", "2"));
  expect((await theGroup(emulated, one)).Tags).toEqual([tagOf(one, "number", "1")]);
  expect((await theGroup(emulated, other)).Tags).toEqual([tagOf(other, "number", "2")]);
});

test("G-164 G-079 leaves running instances as they are", async () => {
  const name = await aGroup(emulated, { DesiredCapacity: 1 });
  await put(tagOf(name, "late", "yes", true));
  const InstanceIds = await instanceIds(emulated, name);
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }));
  const keys = Reservations[0]?.Instances?.[0]?.Tags?.map(({ Key }) => Key);
  expect(keys).toContain("aws:autoscaling:groupName");
  expect(keys).not.toContain("late");
});

test.each<[string, Tag, string]>([
  [
    "an unknown group",
    tagOf("nobody", "a", "b"),
    "AutoScalingGroup not found - AutoScaling Group nobody not found",
  ],
  [
    "a tag without a resource type",
    { ResourceId: "nobody", Key: "Lab", Value: "b", PropagateAtLaunch: true },
    "Incomplete tags information for these tags. Tag - 'Key:Lab,PropagateAtLaunch:true," +
      "ResourceId:nobody,ResourceType:null' , ",
  ],
  [
    "another resource type",
    { ...tagOf("nobody", "a", "b"), ResourceType: "instance" },
    "Invalid resource type: instance. The resource type must be auto-scaling-group.",
  ],
])("G-164 refuses %s", async (_what, tag, message) => {
  expect(await refusalOf(put(tag))).toEqual(validationErrorOf(message));
});

test("G-164 refuses the prefix aws: and puts none of the tags", async () => {
  const name = await aGroup(emulated);
  const refused = await refusalOf(put(tagOf(name, "a", "b"), tagOf(name, "aws:key", "b")));
  expect(refused).toMatchObject({ code: "ValidationError" });
  expect((await theGroup(emulated, name)).Tags).toEqual([]);
});

test("G-014 refuses more than 50 tags", async () => {
  const name = await aGroup(emulated);
  const tags = Array.from({ length: 50 }, (_, index) => tagOf(name, `key-${index}`, "v"));
  await put(...tags);
  expect(await refusalOf(put(tagOf(name, "one-more", "v")))).toMatchObject({
    code: "LimitExceeded",
    status: 400,
  });
  const Filters = [{ Name: "auto-scaling-group", Values: [name] }];
  const { Tags } = await client.send(new DescribeTagsCommand({ Filters }));
  expect(Tags).toHaveLength(50);
});
