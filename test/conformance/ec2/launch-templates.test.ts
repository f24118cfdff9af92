/** Describing, modifying and deleting launch templates and versions through the real SDK. */
import {
  DeleteLaunchTemplateCommand,
  DeleteLaunchTemplateVersionsCommand,
  DescribeLaunchTemplatesCommand,
  type DescribeLaunchTemplatesCommandInput,
  DescribeLaunchTemplateVersionsCommand,
  type DescribeLaunchTemplateVersionsCommandInput,
  ModifyLaunchTemplateCommand,
  type ModifyLaunchTemplateCommandInput,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { type Emulated, startEmulator } from "../../support/emulator.ts";
import { aTemplate, newName } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
/** Has nothing but what one test puts there. */
const quiet = await startEmulator();
const { ec2 } = emulated;
const missing = "lt-0123456789abcdef0";

const images = (count: number) =>
  Array.from({ length: count }, (_, nth) => ({ ImageId: `ami-0000000000000000${nth + 1}` }));

const describeTemplates = (input: DescribeLaunchTemplatesCommandInput, on: Emulated = emulated) =>
  on.ec2.send(new DescribeLaunchTemplatesCommand(input));
const describeVersions = (input: DescribeLaunchTemplateVersionsCommandInput) =>
  ec2.send(new DescribeLaunchTemplateVersionsCommand(input));
const modify = (input: ModifyLaunchTemplateCommandInput) =>
  ec2.send(new ModifyLaunchTemplateCommand(input));
const deleteVersions = (LaunchTemplateId: string, ...Versions: string[]) =>
  ec2.send(new DeleteLaunchTemplateVersionsCommand({ LaunchTemplateId, Versions }));

const numbersOf = async (input: DescribeLaunchTemplateVersionsCommandInput) =>
  (await describeVersions(input)).LaunchTemplateVersions?.map((one) => one.VersionNumber);

describe("DescribeLaunchTemplates", () => {
  test("G-134 an unknown id is refused", async () => {
    expect(await refusalOf(describeTemplates({ LaunchTemplateIds: [missing] }))).toEqual({
      code: "InvalidLaunchTemplateId.NotFound",
      message: "At least one of the launch templates specified in the request does not exist.",
      status: 400,
    });
  });

  test("G-135 an unknown name is refused with another code", async () => {
    expect(await refusalOf(describeTemplates({ LaunchTemplateNames: ["missing"] }))).toEqual({
      code: "InvalidLaunchTemplateName.NotFoundException",
      message: "At least one of the launch templates specified in the request does not exist.",
      status: 400,
    });
  });

  test("G-136 a malformed id is refused", async () => {
    expect(await refusalOf(describeTemplates({ LaunchTemplateIds: ["lt-bad"] }))).toEqual({
      code: "InvalidLaunchTemplateId.Malformed",
      message: "The following launch template ids are malformed: lt-bad",
      status: 400,
    });
  });

  test("finds templates by id and by name", async () => {
    const { id, name } = await aTemplate(emulated);
    const byId = await describeTemplates({ LaunchTemplateIds: [id] });
    const byName = await describeTemplates({ LaunchTemplateNames: [name] });
    expect(byId.LaunchTemplates?.map((one) => one.LaunchTemplateName)).toEqual([name]);
    expect(byName.LaunchTemplates).toEqual(byId.LaunchTemplates);
  });

  test("filters by name with wildcards, and pages with a token", async () => {
    for (let nth = 0; nth < 3; nth += 1) await aTemplate(quiet);
    const Filters = [{ Name: "launch-template-name", Values: ["temp*"] }];
    const all = await describeTemplates({ Filters }, quiet);
    expect(all.LaunchTemplates).toHaveLength(3);
    const first = await describeTemplates({ Filters, MaxResults: 2 }, quiet);
    const { NextToken } = first;
    const second = await describeTemplates({ Filters, MaxResults: 2, NextToken }, quiet);
    expect([...(first.LaunchTemplates ?? []), ...(second.LaunchTemplates ?? [])]).toEqual(
      all.LaunchTemplates,
    );
    expect(second.NextToken).toBeUndefined();
  });

  test("G-010 a wrong token is refused", async () => {
    expect(await refusalOf(describeTemplates({ NextToken: "mine" }))).toEqual({
      code: "InvalidNextToken",
      message: "The token 'mine' is invalid.",
      status: 400,
    });
  });

  test("G-144 an unknown filter is refused by its name", async () => {
    const Filters = [{ Name: "colour", Values: ["red"] }];
    expect(await refusalOf(describeTemplates({ Filters }))).toEqual({
      code: "InvalidParameterValue",
      message: "The filter 'colour' is invalid",
      status: 400,
    });
  });
});

describe("DescribeLaunchTemplateVersions", () => {
  test("G-144 lists newest first, with $Latest and $Default resolved to numbers", async () => {
    const { id } = await aTemplate(emulated, ...images(3));
    expect(await numbersOf({ LaunchTemplateId: id })).toEqual([3, 2, 1]);
    expect(await numbersOf({ LaunchTemplateId: id, Versions: ["$Latest"] })).toEqual([3]);
    expect(await numbersOf({ LaunchTemplateId: id, Versions: ["$Default"] })).toEqual([1]);
    const Versions = ["1", "$Latest", "3"];
    expect(await numbersOf({ LaunchTemplateId: id, Versions })).toEqual([3, 3, 1]);
  });

  test("G-298 answers an entry for each alias, also where both mean one version", async () => {
    const { id } = await aTemplate(emulated, ...images(1));
    const Versions = ["$Default", "$Latest"];
    expect(await numbersOf({ LaunchTemplateId: id, Versions })).toEqual([1, 1]);
    const first = await describeVersions({ LaunchTemplateId: id, Versions, MaxResults: 1 });
    const { NextToken } = first;
    const paged = { LaunchTemplateId: id, Versions, MaxResults: 1, NextToken };
    expect(await numbersOf(paged)).toEqual([1]);
    const all = await describeVersions({ Versions });
    const own = all.LaunchTemplateVersions?.filter((one) => one.LaunchTemplateId === id);
    expect(own).toHaveLength(2);
  });

  test("G-232 numbers need a template, and so does no version at all", async () => {
    const { message } = await refusalOf(describeVersions({}));
    expect(await refusalOf(describeVersions({ Versions: ["$Latest", "1"] }))).toEqual({
      code: "InvalidParameterValue",
      message,
      status: 400,
    });
  });

  test("G-234 a list of versions goes with no upper bound either", async () => {
    const { id } = await aTemplate(emulated, ...images(1));
    const call = describeVersions({ LaunchTemplateId: id, Versions: ["1"], MaxVersion: "2" });
    expect(await refusalOf(call)).toEqual({
      code: "InvalidParameterCombination",
      message: "Maximum version filter is not applicable when given a list of versions.",
      status: 400,
    });
  });

  test("G-144 MinVersion and MaxVersion are inclusive", async () => {
    const { id } = await aTemplate(emulated, ...images(4));
    const range = { LaunchTemplateId: id, MinVersion: "2", MaxVersion: "3" };
    expect(await numbersOf(range)).toEqual([3, 2]);
  });

  test("G-144 MaxResults=1 pages with a token", async () => {
    const { id } = await aTemplate(emulated, ...images(2));
    const first = await describeVersions({ LaunchTemplateId: id, MaxResults: 1 });
    const { NextToken } = first;
    const second = await describeVersions({ LaunchTemplateId: id, MaxResults: 1, NextToken });
    expect(first.LaunchTemplateVersions?.[0]?.VersionNumber).toBe(2);
    expect(second.LaunchTemplateVersions?.[0]?.VersionNumber).toBe(1);
    expect(second.NextToken).toBeUndefined();
  });

  test("G-144 without a template answers $Latest or $Default of all templates", async () => {
    const one = await aTemplate(emulated, ...images(2));
    const other = await aTemplate(emulated, ...images(1));
    const answer = await describeVersions({ Versions: ["$Latest"] });
    const found = answer.LaunchTemplateVersions?.filter(({ LaunchTemplateId: id }) =>
      [one.id, other.id].includes(id ?? ""),
    );
    expect(found?.map((version) => version.VersionNumber).sort()).toEqual([1, 2]);
  });

  test("G-144 filters", async () => {
    const { id } = await aTemplate(emulated, ...images(3));
    const by = (Name: string, Value: string) =>
      numbersOf({ LaunchTemplateId: id, Filters: [{ Name, Values: [Value] }] });
    expect(await by("image-id", "ami-00000000000000002")).toEqual([2]);
    expect(await by("is-default-version", "false")).toEqual([3, 2]);
    const call = by("colour", "red");
    expect((await refusalOf(call)).message).toBe("The filter 'colour' is invalid");
  });

  test("G-137 an unknown version is refused with the id, also by name", async () => {
    const { id, name } = await aTemplate(emulated);
    const call = describeVersions({ LaunchTemplateName: name, Versions: ["4"] });
    expect(await refusalOf(call)).toEqual({
      code: "InvalidLaunchTemplateId.VersionNotFound",
      message: `Could not find the specified version 4 for the launch template with ID ${id}.`,
      status: 400,
    });
  });

  test("G-139 id and name together are refused", async () => {
    const { id, name } = await aTemplate(emulated);
    const call = describeVersions({ LaunchTemplateId: id, LaunchTemplateName: name });
    expect(await refusalOf(call)).toEqual({
      code: "InvalidParameterCombination",
      message: "Either provide launch template ID or launch template name to modify the template.",
      status: 400,
    });
  });

  test("G-133 an unknown template is refused, by id and by name", async () => {
    expect(await refusalOf(describeVersions({ LaunchTemplateId: missing }))).toEqual({
      code: "InvalidLaunchTemplateId.NotFound",
      message: `The specified launch template, with template ID ${missing}, does not exist.`,
      status: 400,
    });
    const byName = await refusalOf(describeVersions({ LaunchTemplateName: "missing" }));
    expect(byName.code).toBe("InvalidLaunchTemplateName.NotFoundException");
  });

  test("ResolveAlias shows the AMI behind an SSM parameter", async () => {
    const { id } = await aTemplate(emulated, { ImageId: "resolve:ssm:/web/image" });
    const imageIn = async (ResolveAlias: boolean) => {
      const answer = await describeVersions({ LaunchTemplateId: id, ResolveAlias });
      return answer.LaunchTemplateVersions?.[0]?.LaunchTemplateData?.ImageId;
    };
    expect(await imageIn(false)).toBe("resolve:ssm:/web/image");
    expect(await imageIn(true)).toMatch(/^ami-[0-9a-f]{17}$/);
  });
});

describe("ModifyLaunchTemplate", () => {
  test("G-145 answers a creation time of 1970 and no tags, unlike a describe", async () => {
    const { id, name } = await aTemplate(emulated, ...images(2));
    const answer = await modify({ LaunchTemplateId: id, DefaultVersion: "2" });
    expect(answer.LaunchTemplate).toEqual({
      Operator: { Managed: false },
      LaunchTemplateId: id,
      LaunchTemplateName: name,
      CreateTime: new Date(0),
      CreatedBy: "arn:aws:iam::123456789012:root",
      DefaultVersionNumber: 2,
      LatestVersionNumber: 2,
    });
    const { LaunchTemplates } = await describeTemplates({ LaunchTemplateIds: [id] });
    expect(LaunchTemplates?.[0]).toMatchObject({
      CreateTime: new Date("2026-09-27T12:00:00.000Z"),
      DefaultVersionNumber: 2,
    });
  });

  test("G-233 a version that is not there is refused in words of its own", async () => {
    const { id } = await aTemplate(emulated, ...images(1));
    expect(await refusalOf(modify({ LaunchTemplateId: id, DefaultVersion: "9" }))).toEqual({
      code: "InvalidLaunchTemplateId.VersionNotFound",
      message: "The launch template version 9 is not found for the specified launch template.",
      status: 400,
    });
  });

  test("G-240 a token is good only while the default is as its call made it", async () => {
    const { id } = await aTemplate(emulated, ...images(3));
    const call = { LaunchTemplateId: id, DefaultVersion: "2", ClientToken: "modify-once" };
    const first = await modify(call);
    expect((await modify(call)).LaunchTemplate).toEqual(first.LaunchTemplate);
    await modify({ LaunchTemplateId: id, DefaultVersion: "3" });
    expect(await refusalOf(modify(call))).toMatchObject({ code: "IdempotentParameterMismatch" });
  });

  test("G-145 $Latest is stored as its number", async () => {
    const { id } = await aTemplate(emulated, ...images(3));
    await modify({ LaunchTemplateId: id, DefaultVersion: "$Latest" });
    expect(await numbersOf({ LaunchTemplateId: id, Versions: ["$Default"] })).toEqual([3]);
  });

  test("G-145 no version is refused", async () => {
    const { id } = await aTemplate(emulated);
    expect(await refusalOf(modify({ LaunchTemplateId: id }))).toEqual({
      code: "MissingParameter",
      message:
        "A launch template version must be specified to set the new default version for the " +
        `template with ID ${id}.`,
      status: 400,
    });
  });

  test("G-137 an unknown version is refused", async () => {
    const { id } = await aTemplate(emulated);
    const call = modify({ LaunchTemplateId: id, DefaultVersion: "2" });
    expect((await refusalOf(call)).code).toBe("InvalidLaunchTemplateId.VersionNotFound");
  });

  test("G-145 a client token does not go with other parameters", async () => {
    const { id } = await aTemplate(emulated, ...images(2));
    const input = { LaunchTemplateId: id, ClientToken: newName("once") };
    const first = await modify({ ...input, DefaultVersion: "2" });
    const second = await modify({ ...input, DefaultVersion: "2" });
    expect(second.LaunchTemplate).toEqual(first.LaunchTemplate);
    expect(await refusalOf(modify({ ...input, DefaultVersion: "1" }))).toEqual({
      code: "IdempotentParameterMismatch",
      message: "The specified client token has already been used before.",
      status: 400,
    });
  });
});

describe("DeleteLaunchTemplateVersions", () => {
  test("G-145 tells versions that were deleted from those that were not there", async () => {
    const { id, name } = await aTemplate(emulated, ...images(3));
    const answer = await deleteVersions(id, "3", "7");
    const named = { LaunchTemplateId: id, LaunchTemplateName: name };
    expect(answer.SuccessfullyDeletedLaunchTemplateVersions).toEqual([
      { ...named, VersionNumber: 3 },
    ]);
    expect(answer.UnsuccessfullyDeletedLaunchTemplateVersions).toEqual([
      {
        ...named,
        VersionNumber: 7,
        ResponseError: {
          Code: "launchTemplateVersionDoesNotExist",
          Message: `Could not find the specified version 7 for the launch template with ID ${id}.`,
        },
      },
    ]);
    expect(await numbersOf({ LaunchTemplateId: id })).toEqual([2, 1]);
  });

  test("G-145 the default version refuses the whole call", async () => {
    const { id } = await aTemplate(emulated, ...images(2));
    expect(await refusalOf(deleteVersions(id, "2", "1"))).toEqual({
      code: "InvalidParameterValue",
      message:
        "The default version cannot be deleted. Either specify another version as default or " +
        "delete the launch template.",
      status: 400,
    });
    expect(await numbersOf({ LaunchTemplateId: id })).toEqual([2, 1]);
  });

  test.each(["0", "-1", "two", "$latest"])("G-145 %s is no version", async (version) => {
    const { id } = await aTemplate(emulated, ...images(2));
    expect(await refusalOf(deleteVersions(id, "2", version))).toEqual({
      code: "InvalidParameterValue",
      message: `Invalid value for version: ${version}`,
      status: 400,
    });
    expect(await numbersOf({ LaunchTemplateId: id })).toEqual([2, 1]);
  });
});

describe("DeleteLaunchTemplate", () => {
  const deleteTemplate = (input: { LaunchTemplateId?: string; LaunchTemplateName?: string }) =>
    ec2.send(new DeleteLaunchTemplateCommand(input));

  test("answers the template that is gone; its name is free again", async () => {
    const { id, name } = await aTemplate(emulated);
    const answer = await deleteTemplate({ LaunchTemplateName: name });
    expect(answer.LaunchTemplate).toMatchObject({ LaunchTemplateId: id, LaunchTemplateName: name });
    const call = describeTemplates({ LaunchTemplateIds: [id] });
    expect((await refusalOf(call)).code).toBe("InvalidLaunchTemplateId.NotFound");
  });

  test("G-300 one of id and name is needed", async () => {
    expect(await refusalOf(deleteTemplate({}))).toEqual({
      code: "MissingParameter",
      message: "The request must contain the parameter launch template ID or launch template name",
      status: 400,
    });
  });

  test("G-133 an unknown template is refused", async () => {
    expect(await refusalOf(deleteTemplate({ LaunchTemplateId: missing }))).toEqual({
      code: "InvalidLaunchTemplateId.NotFound",
      message: `The specified launch template, with template ID ${missing}, does not exist.`,
      status: 400,
    });
  });
});
