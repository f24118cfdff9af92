/** CreateLaunchTemplate and CreateLaunchTemplateVersion through the real SDK. */
import {
  CreateLaunchTemplateCommand,
  type CreateLaunchTemplateCommandInput,
  CreateLaunchTemplateVersionCommand,
  type CreateLaunchTemplateVersionCommandInput,
  DeleteLaunchTemplateVersionsCommand,
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aTemplate, newName } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { ec2 } = emulated;
const image = "ami-0123456789abcdef0";

const create = (members: Partial<CreateLaunchTemplateCommandInput> = {}) =>
  ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: newName("created"),
      LaunchTemplateData: { ImageId: image },
      ...members,
    }),
  );

const createVersion = (members: CreateLaunchTemplateVersionCommandInput) =>
  ec2.send(new CreateLaunchTemplateVersionCommand(members));

const countOf = async (name: string) => {
  const Filters = [{ Name: "launch-template-name", Values: [name] }];
  const answer = await ec2.send(new DescribeLaunchTemplatesCommand({ Filters }));
  return answer.LaunchTemplates?.length;
};

describe("a new template", () => {
  test("G-142 has version 1, which is default and latest", async () => {
    const LaunchTemplateName = newName("web");
    const answer = await create({
      LaunchTemplateName,
      VersionDescription: "first",
      TagSpecifications: [
        { ResourceType: "launch-template", Tags: [{ Key: "team", Value: "web" }] },
      ],
    });
    expect(answer.LaunchTemplate).toEqual({
      LaunchTemplateId: expect.stringMatching(/^lt-[0-9a-f]{17}$/),
      LaunchTemplateName,
      CreateTime: new Date("2026-09-27T12:00:00.000Z"),
      CreatedBy: "arn:aws:iam::123456789012:root",
      DefaultVersionNumber: 1,
      LatestVersionNumber: 1,
      Tags: [{ Key: "team", Value: "web" }],
      Operator: { Managed: false },
    });
    expect(answer.Warning).toBeUndefined();
    const { LaunchTemplateVersions } = await ec2.send(
      new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateName }),
    );
    expect(LaunchTemplateVersions).toEqual([
      expect.objectContaining({
        VersionNumber: 1,
        VersionDescription: "first",
        DefaultVersion: true,
        LaunchTemplateData: { ImageId: image },
      }),
    ]);
  });

  test("G-138 cannot have a name that is in use", async () => {
    const { name } = await aTemplate(emulated);
    expect(await refusalOf(create({ LaunchTemplateName: name }))).toEqual({
      code: "InvalidLaunchTemplateName.AlreadyExistsException",
      message: "Launch template name already in use.",
      status: 400,
    });
  });

  test("G-132 a dry run answers 412 and creates nothing", async () => {
    const LaunchTemplateName = newName("dry");
    expect(await refusalOf(create({ LaunchTemplateName, DryRun: true }))).toEqual({
      code: "DryRunOperation",
      message: "Request would have succeeded, but DryRun flag is set.",
      status: 412,
    });
    expect(await countOf(LaunchTemplateName)).toBe(0);
  });

  test("G-140 a dry run is answered before the contents are looked at", async () => {
    const call = create({ DryRun: true, LaunchTemplateData: {} });
    expect((await refusalOf(call)).code).toBe("DryRunOperation");
  });

  test.each([
    ["no members", {}],
    ["an empty structure", { Monitoring: {} }],
  ])("G-140 must have contents: %s", async (_, LaunchTemplateData) => {
    expect(await refusalOf(create({ LaunchTemplateData }))).toEqual({
      code: "MissingParameter",
      message:
        "No launch template data was provided. Launch template data is required to create a " +
        "launch template.",
      status: 400,
    });
  });

  test("G-235 an image id is ami- and hexadecimal digits, or an alias", async () => {
    const call = create({ LaunchTemplateData: { ImageId: "ami-web" } });
    expect(await refusalOf(call)).toMatchObject({ code: "InvalidAMIID.Malformed" });
    for (const ImageId of ["ami-123abc", "resolve:ssm:/images/web"]) {
      const { LaunchTemplate } = await create({ LaunchTemplateData: { ImageId } });
      expect(LaunchTemplate?.LatestVersionNumber).toBe(1);
    }
  });

  test("G-241 empty texts count as absent", async () => {
    const { LaunchTemplate } = await create({
      LaunchTemplateData: {
        ImageId: image,
        UserData: "",
        KeyName: "",
        KernelId: "",
        RamDiskId: "",
        IamInstanceProfile: { Name: "" },
      },
    });
    const { LaunchTemplateId } = LaunchTemplate ?? {};
    const { LaunchTemplateVersions } = await ec2.send(
      new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId }),
    );
    expect(LaunchTemplateVersions?.[0]?.LaunchTemplateData).toEqual({ ImageId: image });
  });

  test("G-141 user data must be base64", async () => {
    const call = create({ LaunchTemplateData: { ImageId: image, UserData: "#!/bin/sh" } });
    expect(await refusalOf(call)).toEqual({
      code: "InvalidUserData.Malformed",
      message: "Invalid BASE64 encoding of user data.",
      status: 400,
    });
    const UserData = Buffer.from("#!/bin/sh").toString("base64");
    await create({ LaunchTemplateData: { ImageId: image, UserData } });
  });

  test("G-141 an instance type that does not exist is stored with a warning", async () => {
    const InstanceType = "x9.nano" as "t3.nano";
    const answer = await create({ LaunchTemplateData: { InstanceType } });
    const Message = "The following supplied instance types do not exist: [x9.nano]";
    expect(answer.Warning?.Errors).toEqual([{ Code: "InvalidInstanceType", Message }]);
  });

  test("G-141 a key that does not exist is stored without a warning", async () => {
    const answer = await create({ LaunchTemplateData: { ImageId: image, KeyName: "missing" } });
    expect(answer.Warning).toBeUndefined();
  });

  test("takes tags for itself only, and none of AWS's", async () => {
    const other = create({ TagSpecifications: [{ ResourceType: "instance" }] });
    expect(await refusalOf(other)).toMatchObject({
      code: "InvalidParameterValue",
      message: "'instance' is not a valid taggable resource type for this operation.",
    });
    const Tags = [{ Key: "aws:mine", Value: "" }];
    const reserved = create({ TagSpecifications: [{ ResourceType: "launch-template", Tags }] });
    expect((await refusalOf(reserved)).code).toBe("InvalidParameterValue");
  });

  test("G-145 the same client token replays the first answer", async () => {
    const members = { LaunchTemplateName: newName("token"), ClientToken: newName("once") };
    const first = await create(members);
    emulated.advance(60);
    const second = await create(members);
    expect(second.LaunchTemplate).toEqual(first.LaunchTemplate);
    expect(await countOf(members.LaunchTemplateName)).toBe(1);
  });

  test("G-145 a client token does not go with other parameters", async () => {
    const ClientToken = newName("once");
    await create({ ClientToken });
    expect(await refusalOf(create({ ClientToken }))).toEqual({
      code: "IdempotentParameterMismatch",
      message: "Client token already used before.",
      status: 400,
    });
  });

  test("G-145 a client token is forgotten after a day", async () => {
    const ClientToken = newName("once");
    await create({ ClientToken });
    emulated.advance(24 * 3600);
    await expect(create({ ClientToken })).resolves.toHaveProperty("LaunchTemplate");
  });
});

describe("a new version", () => {
  test("G-142 gets the next number and is not the default", async () => {
    const { id, name } = await aTemplate(emulated);
    const answer = await createVersion({
      LaunchTemplateId: id,
      VersionDescription: "second",
      LaunchTemplateData: { ImageId: image },
    });
    expect(answer.LaunchTemplateVersion).toEqual({
      LaunchTemplateId: id,
      LaunchTemplateName: name,
      VersionNumber: 2,
      VersionDescription: "second",
      CreateTime: expect.any(Date),
      CreatedBy: "arn:aws:iam::123456789012:root",
      DefaultVersion: false,
      LaunchTemplateData: { ImageId: image },
      Operator: { Managed: false },
    });
    const described = await ec2.send(
      new DescribeLaunchTemplatesCommand({ LaunchTemplateIds: [id] }),
    );
    expect(described.LaunchTemplates?.[0]).toMatchObject({
      DefaultVersionNumber: 1,
      LatestVersionNumber: 2,
    });
  });

  test("G-142 never gets a number again that was deleted", async () => {
    const { id } = await aTemplate(emulated, { ImageId: image }, { ImageId: image });
    await ec2.send(
      new DeleteLaunchTemplateVersionsCommand({ LaunchTemplateId: id, Versions: ["2"] }),
    );
    const answer = await createVersion({
      LaunchTemplateId: id,
      LaunchTemplateData: { ImageId: image },
    });
    expect(answer.LaunchTemplateVersion?.VersionNumber).toBe(3);
  });

  test("G-143 without a source inherits nothing", async () => {
    const { id } = await aTemplate(emulated);
    const answer = await createVersion({
      LaunchTemplateId: id,
      LaunchTemplateData: { InstanceType: "t3.micro" },
    });
    expect(answer.LaunchTemplateVersion?.LaunchTemplateData).toEqual({ InstanceType: "t3.micro" });
  });

  test.each(["1", "$Latest", "$Default"])(
    "G-143 with source %s replaces members whole, at the top level",
    async (SourceVersion) => {
      const { id } = await aTemplate(emulated, {
        ImageId: image,
        InstanceType: "t3.nano",
        Placement: { Tenancy: "default", AvailabilityZone: "us-east-1a" },
        TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "a", Value: "1" }] }],
      });
      const answer = await createVersion({
        LaunchTemplateId: id,
        SourceVersion,
        LaunchTemplateData: {
          Placement: { AvailabilityZone: "us-east-1b" },
          TagSpecifications: [{ ResourceType: "volume", Tags: [{ Key: "b", Value: "2" }] }],
        },
      });
      expect(answer.LaunchTemplateVersion?.LaunchTemplateData).toEqual({
        ImageId: image,
        InstanceType: "t3.nano",
        Placement: { AvailabilityZone: "us-east-1b" },
        TagSpecifications: [{ ResourceType: "volume", Tags: [{ Key: "b", Value: "2" }] }],
      });
    },
  );

  test("G-143 with a source and no contents is a copy", async () => {
    const { id } = await aTemplate(emulated, { ImageId: image, KeyName: "key" });
    const answer = await createVersion({
      LaunchTemplateId: id,
      SourceVersion: "1",
      LaunchTemplateData: {},
    });
    expect(answer.LaunchTemplateVersion?.LaunchTemplateData).toEqual({
      ImageId: image,
      KeyName: "key",
    });
  });

  test("G-140 without a source must have contents", async () => {
    const { id } = await aTemplate(emulated);
    const call = createVersion({ LaunchTemplateId: id, LaunchTemplateData: {} });
    expect((await refusalOf(call)).code).toBe("MissingParameter");
  });

  test("G-137 a source version that does not exist is refused with the template's id", async () => {
    const { id, name } = await aTemplate(emulated);
    const call = createVersion({
      LaunchTemplateName: name,
      SourceVersion: "9",
      LaunchTemplateData: {},
    });
    expect(await refusalOf(call)).toEqual({
      code: "InvalidLaunchTemplateId.VersionNotFound",
      message: `Could not find the specified version 9 for the launch template with ID ${id}.`,
      status: 400,
    });
  });

  test("G-133 a template that does not exist is refused", async () => {
    const LaunchTemplateId = "lt-0123456789abcdef0";
    const call = createVersion({ LaunchTemplateId, LaunchTemplateData: { ImageId: image } });
    expect(await refusalOf(call)).toEqual({
      code: "InvalidLaunchTemplateId.NotFound",
      message:
        "The specified launch template, with template ID lt-0123456789abcdef0, does not exist.",
      status: 400,
    });
  });

  test("G-141 warns of an instance type that does not exist", async () => {
    const { id } = await aTemplate(emulated);
    const InstanceType = "x9.nano" as "t3.nano";
    const answer = await createVersion({
      LaunchTemplateId: id,
      LaunchTemplateData: { InstanceType },
    });
    expect(answer.Warning?.Errors?.[0]?.Code).toBe("InvalidInstanceType");
  });

  test("G-145 the same client token makes one version, with other parameters none", async () => {
    const { id } = await aTemplate(emulated);
    const members = {
      LaunchTemplateId: id,
      ClientToken: newName("once"),
      LaunchTemplateData: { ImageId: image },
    };
    const first = await createVersion(members);
    const second = await createVersion(members);
    expect(second.LaunchTemplateVersion).toEqual(first.LaunchTemplateVersion);
    expect(await refusalOf(createVersion({ ...members, VersionDescription: "other" }))).toEqual({
      code: "IdempotentParameterMismatch",
      message: "Client token already used before",
      status: 400,
    });
  });

  test("times in the contents come back as they were sent", async () => {
    const ValidUntil = new Date("2027-01-31T12:00:00Z");
    const InstanceMarketOptions = {
      MarketType: "spot" as const,
      SpotOptions: { SpotInstanceType: "persistent" as const, ValidUntil },
    };
    const { id } = await aTemplate(emulated, { ImageId: image, InstanceMarketOptions });
    const { LaunchTemplateVersions } = await ec2.send(
      new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId: id }),
    );
    expect(LaunchTemplateVersions?.[0]?.LaunchTemplateData).toEqual({
      ImageId: image,
      InstanceMarketOptions,
    });
  });
});
