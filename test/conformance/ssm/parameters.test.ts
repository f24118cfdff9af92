/** SSM's parameters through the real SDK, and the AMIs that launches take from them. */
import { DescribeImagesCommand } from "@aws-sdk/client-ec2";
import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  DescribeSessionsCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  type GetParameterHistoryCommandInput,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  ListTagsForResourceCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  ParameterVersionNotFound,
  PutParameterCommand,
  type PutParameterCommandInput,
  paginateDescribeParameters,
  RemoveTagsFromResourceCommand,
} from "@aws-sdk/client-ssm";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { newName } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { ec2, ssm } = emulated;

const put = (changed: Partial<PutParameterCommandInput>) =>
  ssm.send(new PutParameterCommand({ Name: "/web/key", Value: "1", Type: "String", ...changed }));
const get = async (Name: string, WithDecryption = false) =>
  (await ssm.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;

describe("PutParameter and GetParameter", () => {
  test("a parameter comes back with its version, ARN and time", async () => {
    expect(await put({ Name: "/app/db/host", Value: "db.local" })).toMatchObject({
      Version: 1,
      Tier: "Standard",
    });
    expect(await get("/app/db/host")).toEqual({
      Name: "/app/db/host",
      Type: "String",
      Value: "db.local",
      Version: 1,
      LastModifiedDate: new Date("2026-09-27T12:00:00.250Z"),
      ARN: "arn:aws:ssm:us-east-1:123456789012:parameter/app/db/host",
      DataType: "text",
    });
    const byArn = await get("arn:aws:ssm:us-east-1:123456789012:parameter/app/db/host");
    expect(byArn?.Value).toBe("db.local");
  });

  test("Overwrite makes a version; version numbers and labels select one", async () => {
    await put({ Name: "versions", Value: "one" });
    expect(await refusalOf(put({ Name: "versions", Value: "two" }))).toMatchObject({
      code: "ParameterAlreadyExists",
      status: 400,
    });
    await expect(put({ Name: "versions" })).rejects.toBeInstanceOf(ParameterAlreadyExists);
    const second = { Name: "versions", Value: "two" };
    expect((await ssm.send(new PutParameterCommand({ ...second, Overwrite: true }))).Version).toBe(
      2,
    );
    const labelled = await ssm.send(
      new LabelParameterVersionCommand({
        Name: "versions",
        ParameterVersion: 1,
        Labels: ["stable", "1st", "aws-x"],
      }),
    );
    expect(labelled).toMatchObject({ ParameterVersion: 1, InvalidLabels: ["1st", "aws-x"] });
    expect(await get("versions")).toMatchObject({ Value: "two", Version: 2 });
    expect(await get("versions:1")).toMatchObject({ Value: "one", Selector: ":1" });
    expect(await get("versions:stable")).toMatchObject({ Value: "one", Selector: ":stable" });
    await expect(get("versions:9")).rejects.toBeInstanceOf(ParameterVersionNotFound);
  });

  test("after 100 versions the oldest goes, unless it has a label", async () => {
    const name = "many";
    await put({ Name: name });
    for (let count = 0; count < 100; count += 1) await put({ Name: name, Overwrite: true });
    await expect(get(`${name}:1`)).rejects.toBeInstanceOf(ParameterVersionNotFound);
    const label = { Name: name, ParameterVersion: 2, Labels: ["keep"] };
    await ssm.send(new LabelParameterVersionCommand(label));
    expect(await refusalOf(put({ Name: name, Overwrite: true }))).toMatchObject({
      code: "ParameterMaxVersionLimitExceeded",
    });
  });

  test("ParameterNotFound, without a word, for a name that is not there", async () => {
    await expect(get("/nowhere")).rejects.toBeInstanceOf(ParameterNotFound);
    expect(await refusalOf(get("/nowhere"))).toMatchObject({ code: "ParameterNotFound" });
  });

  test("a SecureString is in the clear only WithDecryption", async () => {
    await put({ Name: "secret", Type: "SecureString", Value: "hush" });
    expect((await get("secret", true))?.Value).toBe("hush");
    expect((await get("secret"))?.Value).not.toContain("hush");
  });

  const refused: [title: string, changed: Partial<PutParameterCommandInput>, code: string][] = [
    ["a name of AWS's own", { Name: "/aws/x" }, "AccessDeniedException"],
    ["a name that begins with ssm", { Name: "ssm-x" }, "ValidationException"],
    ["a path without its first slash", { Name: "a/b" }, "ValidationException"],
    ["a name with a space", { Name: "a b" }, "ValidationException"],
    ["16 levels", { Name: "/a".repeat(16) }, "HierarchyLevelLimitExceededException"],
    ["an empty value", { Value: "" }, "ValidationException"],
    ["a long standard value", { Value: "x".repeat(4097) }, "ValidationException"],
    [
      "a longer advanced value",
      { Value: "x".repeat(8193), Tier: "Advanced" },
      "ValidationException",
    ],
    ["an unknown type", { Type: "Number" as never }, "ValidationException"],
    ["an unknown data type", { DataType: "image" }, "ValidationException"],
    ["no AMI for aws:ec2:image", { DataType: "aws:ec2:image" }, "ValidationException"],
    ["a key for plain text", { KeyId: "alias/x" }, "ValidationException"],
    ["a broken pattern", { AllowedPattern: "(" }, "InvalidAllowedPatternException"],
    [
      "another value than the pattern",
      { AllowedPattern: "\\d{2}" },
      "ParameterPatternMismatchException",
    ],
    [
      "tags with Overwrite",
      { Overwrite: true, Tags: [{ Key: "a", Value: "b" }] },
      "ValidationException",
    ],
    ["policies", { Policies: '[{"Type":"Expiration"}]' }, "NotImplemented"],
  ];
  test.each(refused)("%s is refused and nothing is stored", async (_, changed, code) => {
    const Name = newName("/refused");
    expect(await refusalOf(put({ Name, ...changed }))).toMatchObject({ code });
    const { InvalidParameters } = await ssm.send(new GetParametersCommand({ Names: [Name] }));
    expect(InvalidParameters).toEqual([Name]);
  });

  test("a new parameter needs a type", async () => {
    const call = ssm.send(new PutParameterCommand({ Name: "untyped", Value: "1" }));
    expect(await refusalOf(call)).toEqual({
      code: "ValidationException",
      message: "A parameter type is required when you create a parameter.",
      status: 400,
    });
  });

  test("shape errors are ValidationException, with the sentence of the model", async () => {
    const message =
      "1 validation error detected: Value '' at 'name' failed to satisfy constraint: Member must " +
      "have length greater than or equal to 1";
    expect(await refusalOf(get(""))).toEqual({ code: "ValidationException", message, status: 400 });
  });
});

describe("lists", async () => {
  const tagged = [{ Key: "team", Value: "shop" }];
  await put({ Name: "/shop/a", Value: "1", Tags: tagged, Description: "first" });
  await put({ Name: "/shop/b", Value: "2", Type: "StringList" });
  await put({ Name: "/shop/deep/c", Value: "3" });

  test("GetParameters answers those that are there and names the others", async () => {
    const Names = ["/shop/a", "/shop/x", "/shop/b:1"];
    const answer = await ssm.send(new GetParametersCommand({ Names }));
    expect(answer.Parameters?.map(({ Value }) => Value)).toEqual(["1", "2"]);
    expect(answer.InvalidParameters).toEqual(["/shop/x"]);
  });

  test("GetParametersByPath goes one level down, or all with Recursive", async () => {
    const under = async (Path: string, more = {}) => {
      const answer = await ssm.send(new GetParametersByPathCommand({ Path, ...more }));
      return answer.Parameters?.map(({ Name }) => Name);
    };
    expect(await under("/shop")).toEqual(["/shop/a", "/shop/b"]);
    expect(await under("/shop/", { Recursive: true })).toEqual([
      "/shop/a",
      "/shop/b",
      "/shop/deep/c",
    ]);
    const ParameterFilters = [{ Key: "Type", Values: ["StringList"] }];
    expect(await under("/shop", { ParameterFilters })).toEqual(["/shop/b"]);
    expect(await refusalOf(under("shop"))).toMatchObject({ code: "ValidationException" });
    const wrong = [{ Key: "Tier", Values: ["Standard"] }];
    expect(await refusalOf(under("/shop", { ParameterFilters: wrong }))).toMatchObject({
      code: "InvalidFilterKey",
    });
  });

  const filters: [key: string, option: string | undefined, value: string, names: string[]][] = [
    ["Name", "Equals", "/shop/a", ["/shop/a"]],
    ["Name", "BeginsWith", "/shop/", ["/shop/a", "/shop/b", "/shop/deep/c"]],
    ["Name", "Contains", "p/deep", ["/shop/deep/c"]],
    ["Path", undefined, "/shop", ["/shop/a", "/shop/b"]],
    ["Path", "Recursive", "/shop", ["/shop/a", "/shop/b", "/shop/deep/c"]],
    ["tag:team", undefined, "shop", ["/shop/a"]],
    ["Type", undefined, "StringList", ["/shop/b"]],
  ];
  test.each(filters)("DescribeParameters filters by %s, %s", async (Key, Option, value, names) => {
    const ParameterFilters = [{ Key, Option, Values: [value] }];
    const { Parameters } = await ssm.send(new DescribeParametersCommand({ ParameterFilters }));
    expect(Parameters?.map(({ Name }) => Name)).toEqual(names);
  });

  test("DescribeParameters pages, and never shows a value", async () => {
    const names: (string | undefined)[] = [];
    for await (const page of paginateDescribeParameters({ client: ssm, pageSize: 2 }, {})) {
      for (const one of page.Parameters ?? []) {
        expect(one).not.toHaveProperty("Value");
        names.push(one.Name);
      }
    }
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain("/shop/a");
    const wrong = ssm.send(new DescribeParametersCommand({ NextToken: "x" }));
    expect(await refusalOf(wrong)).toMatchObject({ code: "InvalidNextToken" });
  });

  test("AWS's public parameters of images are there", async () => {
    const Path = "/aws/service/ami-amazon-linux-latest";
    const { Parameters } = await ssm.send(new GetParametersByPathCommand({ Path }));
    // SSM answers at most ten at a time.
    expect(Parameters?.length).toBe(10);
    const name = `${Path}/al2023-ami-kernel-default-x86_64`;
    expect(await get(name)).toMatchObject({
      Value: "ami-0abcdef1234567890",
      DataType: "text",
    });
  });

  test.each([
    "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.12-x86_64",
    "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.12-arm64",
    "/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-arm64",
    "/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2",
    "/aws/service/ami-amazon-linux-latest/amzn2-ami-kernel-5.10-hvm-arm64-gp2",
    "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
    "/aws/service/ecs/optimized-ami/amazon-linux-2/arm64/recommended/image_id",
    "/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/x86_64/standard/recommended/image_id",
    "/aws/service/canonical/ubuntu/server/jammy/stable/current/arm64/hvm/ebs-gp2/ami-id",
    "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base",
  ])("G-295 %s names an image that is there", async (name) => {
    const { Value = "" } = (await get(name)) ?? {};
    const { Images } = await ec2.send(new DescribeImagesCommand({ ImageIds: [Value] }));
    const architecture = name.includes("arm64") ? "arm64" : "x86_64";
    expect(Images?.[0]).toMatchObject({ Public: true, Architecture: architecture });
  });

  test("G-295 what ECS recommends is told as JSON", async () => {
    const name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended";
    const { Value = "" } = (await get(name)) ?? {};
    expect(JSON.parse(Value)).toMatchObject({ image_id: expect.stringMatching(/^ami-/) });
  });

  test("tags are added, listed and removed", async () => {
    const resource = { ResourceType: "Parameter", ResourceId: "/shop/a" } as const;
    await ssm.send(
      new AddTagsToResourceCommand({ ...resource, Tags: [{ Key: "env", Value: "test" }] }),
    );
    await ssm.send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: ["team", "none"] }));
    const { TagList } = await ssm.send(new ListTagsForResourceCommand(resource));
    expect(TagList).toEqual([{ Key: "env", Value: "test" }]);
    await ssm.send(
      new AddTagsToResourceCommand({ ...resource, Tags: [{ Key: "team", Value: "shop" }] }),
    );
    const unknown = new ListTagsForResourceCommand({ ...resource, ResourceId: "/shop/x" });
    expect(await refusalOf(ssm.send(unknown))).toMatchObject({ code: "InvalidResourceId" });
    const other = new ListTagsForResourceCommand({ ...resource, ResourceType: "Document" });
    expect(await refusalOf(ssm.send(other))).toMatchObject({ code: "NotImplemented" });
  });
});

describe("history", () => {
  const historyOf = (input: GetParameterHistoryCommandInput) =>
    ssm.send(new GetParameterHistoryCommand(input));

  test("G-294 has every version, oldest first, with dates and labels", async () => {
    const Name = "/history/image";
    await put({ Name, Value: "ami-1", Type: "String" });
    await put({ Name, Value: "ami-2", Overwrite: true });
    await ssm.send(
      new LabelParameterVersionCommand({ Name, ParameterVersion: 1, Labels: ["before"] }),
    );
    const { Parameters } = await historyOf({ Name });
    expect(Parameters).toEqual([
      expect.objectContaining({ Name, Version: 1, Value: "ami-1", Labels: ["before"] }),
      expect.objectContaining({ Name, Version: 2, Value: "ami-2", Labels: [] }),
    ]);
    expect(Parameters?.[0]?.LastModifiedDate).toBeInstanceOf(Date);
    const page = await historyOf({ Name, MaxResults: 1 });
    const rest = await historyOf({ Name, MaxResults: 1, NextToken: page.NextToken });
    expect(rest.Parameters?.map(({ Version }) => Version)).toEqual([2]);
  });

  test("G-294 shows a secret only decrypted", async () => {
    const Name = "/history/secret";
    await put({ Name, Value: "open", Type: "SecureString" });
    expect((await historyOf({ Name })).Parameters?.[0]?.Value).not.toBe("open");
    const decrypted = await historyOf({ Name, WithDecryption: true });
    expect(decrypted.Parameters?.[0]?.Value).toBe("open");
  });

  test("G-294 of an unknown parameter is refused", async () => {
    const call = historyOf({ Name: "/history/none" });
    expect(await refusalOf(call)).toMatchObject({ code: "ParameterNotFound" });
  });
});

describe("deletion", () => {
  test("DeleteParameter deletes all versions, and refuses what is not there", async () => {
    await put({ Name: "gone" });
    await ssm.send(new DeleteParameterCommand({ Name: "gone" }));
    await expect(get("gone")).rejects.toBeInstanceOf(ParameterNotFound);
    const again = ssm.send(new DeleteParameterCommand({ Name: "gone" }));
    expect(await refusalOf(again)).toMatchObject({ code: "ParameterNotFound", status: 404 });
  });

  test("DeleteParameters says which were there", async () => {
    await put({ Name: "one" });
    const answer = await ssm.send(new DeleteParametersCommand({ Names: ["one", "two"] }));
    expect(answer.DeletedParameters).toEqual(["one"]);
    expect(answer.InvalidParameters).toEqual(["two"]);
  });

  test("an operation that is not emulated is refused by name", async () => {
    const call = ssm.send(new DescribeSessionsCommand({ State: "Active" }));
    expect(await refusalOf(call)).toMatchObject({ code: "NotImplemented", status: 501 });
  });
});
