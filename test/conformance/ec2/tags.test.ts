/** EC2's CreateTags, DeleteTags and DescribeTags through the real SDK. */
import {
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeLaunchTemplatesCommand,
  DescribeTagsCommand,
  type Tag,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, aTemplate, instanceIds, newName } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { ec2 } = emulated;

const create = (Resources: string[], ...Tags: Tag[]) =>
  ec2.send(new CreateTagsCommand({ Resources, Tags }));
const remove = (id: string, ...Tags: Tag[]) =>
  ec2.send(new DeleteTagsCommand({ Resources: [id], ...(Tags.length > 0 && { Tags }) }));

async function tagsOf(id: string): Promise<Record<string, string>> {
  const Filters = [{ Name: "resource-id", Values: [id] }];
  const { Tags = [] } = await ec2.send(new DescribeTagsCommand({ Filters }));
  return Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

async function anInstance(): Promise<string> {
  const group = await aGroup(emulated, { MinSize: 1 });
  emulated.advance(10);
  return (await instanceIds(emulated, group))[0] ?? "";
}

describe("tags of launch templates and instances", () => {
  test("are added to both in one call, and replaced by key", async () => {
    const { id } = await aTemplate(emulated);
    const instance = await anInstance();
    await create([id, instance], { Key: "team", Value: "web" }, { Key: "stage", Value: "test" });
    await create([id], { Key: "stage", Value: "live" });
    expect(await tagsOf(id)).toEqual({ team: "web", stage: "live" });
    expect(await tagsOf(instance)).toMatchObject({ team: "web", stage: "test" });
    const Filters = [{ Name: "tag:stage", Values: ["live"] }];
    const found = await ec2.send(new DescribeLaunchTemplatesCommand({ Filters }));
    expect(found.LaunchTemplates?.map((one) => one.LaunchTemplateId)).toEqual([id]);
  });

  test("are removed by key, by key and value, or all", async () => {
    const { id } = await aTemplate(emulated);
    const names = ["a", "b", "c", "d"];
    await create([id], ...names.map((Key) => ({ Key, Value: "1" })));
    await remove(id, { Key: "a" }, { Key: "b", Value: "2" }, { Key: "c", Value: "1" });
    expect(await tagsOf(id)).toEqual({ b: "1", d: "1" });
    await remove(id);
    expect(await tagsOf(id)).toEqual({});
  });

  test("of AWS itself stay", async () => {
    const instance = await anInstance();
    await create([instance], { Key: "mine", Value: "1" });
    await remove(instance);
    const left = Object.keys(await tagsOf(instance));
    expect(left).toContain("aws:autoscaling:groupName");
    expect(left).not.toContain("mine");
    const call = create([instance], { Key: "aws:mine", Value: "1" });
    expect(await refusalOf(call)).toMatchObject({ code: "InvalidParameterValue", status: 400 });
  });

  test("are listed with the kind of their resource", async () => {
    const { id } = await aTemplate(emulated);
    await create([id], { Key: "owner", Value: "me" });
    const Filters = [
      { Name: "key", Values: ["owner"] },
      { Name: "resource-type", Values: ["launch-template"] },
    ];
    expect((await ec2.send(new DescribeTagsCommand({ Filters }))).Tags).toEqual([
      { Key: "owner", ResourceId: id, ResourceType: "launch-template", Value: "me" },
    ]);
  });

  test.each([
    ["1?", ["12", "1*"]],
    ["1*", ["1", "12", "1*"]],
    ["1\\*", ["1*"]],
    ["1.", []],
    ["[12]+", []],
  ])("are found by the filter value %s", async (pattern, expected) => {
    const values = ["1", "12", "1*", "a"];
    const templates = await Promise.all(values.map(() => aTemplate(emulated)));
    const key = newName("key");
    for (const [nth, { id }] of templates.entries()) {
      await create([id], { Key: key, Value: values[nth] });
    }
    const Filters = [{ Name: `tag:${key}`, Values: [pattern] }];
    const { Tags = [] } = await ec2.send(new DescribeTagsCommand({ Filters }));
    expect(Tags.map(({ Value }) => Value).sort()).toEqual([...expected].sort());
  });

  test.each([
    ["i-0123456789abcdef0", "InvalidInstanceID.NotFound"],
    ["lt-0123456789abcdef0", "InvalidLaunchTemplateId.NotFound"],
    ["nothing", "InvalidID"],
  ])("of %s, which does not exist, are refused with the whole call", async (missing, code) => {
    const { id } = await aTemplate(emulated);
    const call = create([id, missing], { Key: "a", Value: "1" });
    expect((await refusalOf(call)).code).toBe(code);
    expect(await tagsOf(id)).toEqual({});
  });
});
