/** Launch templates of another emulator, through the real SDK: found, kept up to date, refused. */
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CreateAutoScalingGroupCommand,
  LaunchInstancesCommand,
  SetDesiredCapacityCommand,
  StartInstanceRefreshCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  CreateTagsCommand,
  DeleteLaunchTemplateCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
  ModifyLaunchTemplateCommand,
  type RequestLaunchTemplateData,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { afterAll, describe, expect, test } from "vitest";
import { regionOf } from "../../../src/domain/world.ts";
import { type Emulated, startEmulator } from "../../support/emulator.ts";
import {
  aGroup,
  aTemplate,
  baseContents,
  findGroup,
  groupInput,
  instanceIds,
  newName,
  type Template,
  theGroup,
} from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const other = await startEmulator({ seed: "other" });
const here = await startEmulator({ seed: "here", ec2Endpoint: other.endpoint });

const versionOf = (ImageId: string): RequestLaunchTemplateData => ({ ...baseContents, ImageId });
const notFound = "InvalidLaunchTemplateName.NotFoundException";
const [first, second, third] = ["ami-00000001", "ami-00000002", "ami-00000003"] as const;

/** A group here of a template there. */
const create = (LaunchTemplate: object, members: object = {}) => {
  const input = { ...groupInput({ id: "" }), ...members, LaunchTemplate };
  const sent = here.client.send(new CreateAutoScalingGroupCommand(input));
  return { name: input.AutoScalingGroupName ?? "", sent };
};
const addVersion = ({ name }: Template, image: string) =>
  other.ec2.send(
    new CreateLaunchTemplateVersionCommand({
      LaunchTemplateName: name,
      LaunchTemplateData: versionOf(image),
    }),
  );
const setDefault = ({ name }: Template, DefaultVersion: string) =>
  other.ec2.send(new ModifyLaunchTemplateCommand({ LaunchTemplateName: name, DefaultVersion }));

async function imagesOf(group: string): Promise<readonly (string | undefined)[]> {
  const InstanceIds = await instanceIds(here, group);
  const { Reservations } = await here.ec2.send(new DescribeInstancesCommand({ InstanceIds }));
  return (Reservations ?? []).flatMap(({ Instances = [] }) => Instances.map((one) => one.ImageId));
}

const mirrored = () =>
  here.emulator
    .journalAfter(0)
    .filter(({ cause }) => cause === "ec2-endpoint")
    .map(({ change }) => change.type);

describe("a launch template that only the other emulator has", () => {
  test("is found by name, and the group launches its default version", async () => {
    const template = await aTemplate(other, versionOf(first), versionOf(second));
    const { name, sent } = create({ LaunchTemplateName: template.name }, { DesiredCapacity: 2 });
    await sent;
    expect((await theGroup(here, name)).LaunchTemplate).toEqual({
      LaunchTemplateId: template.id,
      LaunchTemplateName: template.name,
    });
    here.advance(60);
    expect(await imagesOf(name)).toEqual([first, first]);
  });

  test("is found by id and number, and shown by EC2 here as it is there", async () => {
    const whole: RequestLaunchTemplateData = {
      ...versionOf(first),
      UserData: "aGVsbG8=",
      EbsOptimized: true,
      SecurityGroupIds: ["sg-0123456789abcdef0", "sg-0123456789abcdef1"],
      BlockDeviceMappings: [
        { DeviceName: "/dev/sda1", Ebs: { VolumeSize: 8, Encrypted: false, VolumeType: "gp3" } },
      ],
      InstanceMarketOptions: {
        MarketType: "spot",
        SpotOptions: { MaxPrice: "0.05", ValidUntil: new Date("2030-01-01T00:00:00Z") },
      },
      TagSpecifications: [
        { ResourceType: "instance", Tags: [{ Key: "a & b", Value: " <c>\r\n " }] },
        { ResourceType: "volume", Tags: [{ Key: "empty", Value: "" }] },
      ],
    };
    const template = await aTemplate(other, whole, versionOf(second));
    await create({ LaunchTemplateId: template.id, Version: "1" }).sent;
    const describeBoth = new DescribeLaunchTemplateVersionsCommand({
      LaunchTemplateId: template.id,
    });
    const { LaunchTemplateVersions: told } = await here.ec2.send(describeBoth);
    const { LaunchTemplateVersions: there } = await other.ec2.send(describeBoth);
    expect(there?.map(({ VersionNumber }) => VersionNumber)).toEqual([2, 1]);
    expect(told).toEqual(there);
  });

  test("is found in overrides and in a desired configuration", async () => {
    const [template, override] = [await aTemplate(other), await aTemplate(other)];
    const specification = (one: Template) => ({ LaunchTemplateName: one.name, Version: "$Latest" });
    const MixedInstancesPolicy = {
      LaunchTemplate: {
        LaunchTemplateSpecification: specification(template),
        Overrides: [{ LaunchTemplateSpecification: specification(override) }],
      },
    };
    const { LaunchTemplate: _, ...members } = groupInput({ id: "" });
    const input = { ...members, MixedInstancesPolicy };
    await here.client.send(new CreateAutoScalingGroupCommand(input));
    const group = input.AutoScalingGroupName ?? "";
    const next = await aTemplate(other);
    const { InstanceRefreshId } = await here.client.send(
      new StartInstanceRefreshCommand({
        AutoScalingGroupName: group,
        DesiredConfiguration: { LaunchTemplate: specification(next) },
      }),
    );
    expect(InstanceRefreshId).toMatch(/^[0-9a-f-]{36}$/);
    const { launchTemplates } = regionOf(here.emulator.world, "123456789012", "us-east-1");
    const known = [template, override, next].map(({ id }) => launchTemplates.get(id)?.isMirrored);
    expect(known).toEqual([true, true, true]);
  });

  test("is found by RunInstances", async () => {
    const { name: LaunchTemplateName } = await aTemplate(other, versionOf(third));
    const { Instances } = await here.ec2.send(
      new RunInstancesCommand({ LaunchTemplate: { LaunchTemplateName }, MinCount: 1, MaxCount: 1 }),
    );
    expect(Instances?.map(({ ImageId }) => ImageId)).toEqual([third]);
  });

  test("is told in the journal with its cause, and once only while nothing changes", async () => {
    const { name: LaunchTemplateName } = await aTemplate(other);
    const before = mirrored().length;
    await create({ LaunchTemplateName }).sent;
    await create({ LaunchTemplateName, Version: "$Latest" }).sent;
    await create({ LaunchTemplateName, Version: "1" }).sent;
    expect(mirrored().slice(before)).toEqual(["LaunchTemplateMirrored"]);
  });

  test("lives on in a snapshot", async () => {
    const template = await aTemplate(other);
    await create({ LaunchTemplateName: template.name }).sent;
    here.emulator.restore(JSON.parse(JSON.stringify(here.emulator.snapshot())));
    const { launchTemplates } = regionOf(here.emulator.world, "123456789012", "us-east-1");
    expect(launchTemplates.get(template.id)).toMatchObject({ isMirrored: true, latestVersion: 1 });
  });
});

describe("a version that came to the other emulator later", () => {
  test("is what $Latest and $Default mean in the next call that names them", async () => {
    const template = await aTemplate(other, versionOf(first));
    const { name, sent } = create({ LaunchTemplateName: template.name, Version: "$Latest" });
    await sent;
    await addVersion(template, second);
    const update = (LaunchTemplate: object, DesiredCapacity: number) =>
      here.client.send(
        new UpdateAutoScalingGroupCommand({
          AutoScalingGroupName: name,
          LaunchTemplate,
          DesiredCapacity,
        }),
      );
    await update({ LaunchTemplateId: template.id, Version: "$Latest" }, 1);
    here.advance(60);
    expect(await imagesOf(name)).toEqual([second]);
    await addVersion(template, third);
    await setDefault(template, "3");
    await update({ LaunchTemplateId: template.id }, 2);
    here.advance(60);
    expect(await imagesOf(name)).toEqual([second, third]);
  });

  test("does not take away the tags that the template got here", async () => {
    const template = await aTemplate(other, versionOf(first));
    const { sent } = create({ LaunchTemplateName: template.name, Version: "$Latest" });
    await sent;
    const Tags = [{ Key: "team", Value: "blue" }];
    await here.ec2.send(new CreateTagsCommand({ Resources: [template.id], Tags }));
    await addVersion(template, second);
    await create({ LaunchTemplateName: template.name, Version: "$Latest" }).sent;
    const input = { LaunchTemplateIds: [template.id] };
    const { LaunchTemplates } = await here.ec2.send(new DescribeLaunchTemplatesCommand(input));
    expect(LaunchTemplates).toMatchObject([{ LatestVersionNumber: 2, Tags }]);
  });

  test("is found by its number", async () => {
    const template = await aTemplate(other, versionOf(first));
    await create({ LaunchTemplateName: template.name, Version: "1" }).sent;
    await addVersion(template, second);
    await addVersion(template, third);
    const { name, sent } = create(
      { LaunchTemplateName: template.name, Version: "2" },
      { DesiredCapacity: 1 },
    );
    await sent;
    here.advance(60);
    expect(await imagesOf(name)).toEqual([second]);
  });

  test("is what a refresh to the group's own $Latest goes to, and what is launched", async () => {
    const template = await aTemplate(other, versionOf(first));
    const members = { DesiredCapacity: 1, AvailabilityZones: ["us-east-1a"] };
    const reference = { LaunchTemplateName: template.name, Version: "$Latest" };
    const { name, sent } = create(reference, members);
    await sent;
    here.advance(60);
    await addVersion(template, second);
    await here.client.send(new StartInstanceRefreshCommand({ AutoScalingGroupName: name }));
    here.advance(3600);
    expect(await imagesOf(name)).toContain(second);
    await addVersion(template, third);
    const launch = { AutoScalingGroupName: name, RequestedCapacity: 1, ClientToken: "t" };
    await here.client.send(new LaunchInstancesCommand(launch));
    here.advance(60);
    expect(await imagesOf(name)).toContain(third);
  });

  test("is not looked for by other calls: what is known is launched", async () => {
    const template = await aTemplate(other, versionOf(first));
    const { name, sent } = create({ LaunchTemplateName: template.name, Version: "$Latest" });
    await sent;
    await addVersion(template, second);
    const set = { AutoScalingGroupName: name, DesiredCapacity: 1 };
    await here.client.send(new SetDesiredCapacityCommand(set));
    here.advance(60);
    expect(await imagesOf(name)).toEqual([first]);
  });
});

describe("a launch template that the other emulator has no more, or in another place", () => {
  test("is refused as AWS refuses it, and forgotten", async () => {
    const template = await aTemplate(other);
    await create({ LaunchTemplateName: template.name }).sent;
    const { name: LaunchTemplateName } = template;
    await other.ec2.send(new DeleteLaunchTemplateCommand({ LaunchTemplateName }));
    const { name, sent } = create({ LaunchTemplateId: template.id });
    expect(await refusalOf(sent)).toEqual(
      validationErrorOf(
        "You must use a valid fully-formed launch template. The specified launch template, with " +
          `template ID ${template.id}, does not exist.`,
      ),
    );
    expect(await findGroup(here, name)).toBeUndefined();
    const { launchTemplates } = regionOf(here.emulator.world, "123456789012", "us-east-1");
    expect(launchTemplates.has(template.id)).toBe(false);
  });

  test("is another one when it was made again under its name", async () => {
    const { name: LaunchTemplateName, id } = await aTemplate(other, versionOf(first));
    await create({ LaunchTemplateName }).sent;
    await other.ec2.send(new DeleteLaunchTemplateCommand({ LaunchTemplateName }));
    const made = await make(other, LaunchTemplateName, second);
    const { name, sent } = create({ LaunchTemplateName });
    await sent;
    expect((await theGroup(here, name)).LaunchTemplate?.LaunchTemplateId).toBe(made);
    expect(made).not.toBe(id);
  });

  test("is in the caller's account and region only", async () => {
    const elsewhere = await startEmulator({
      seed: "elsewhere",
      ec2Endpoint: other.endpoint,
      account: "210987654321",
      region: "eu-west-1",
    });
    const template = await aTemplate(other);
    const input = groupInput(template, { AvailabilityZones: ["eu-west-1a"] });
    const refusal = await refusalOf(
      elsewhere.client.send(new CreateAutoScalingGroupCommand(input)),
    );
    expect(refusal.message).toContain(`with template ID ${template.id}, does not exist.`);
  });

  test("is not asked for when a template here has the name, with the version or not", async () => {
    const own = await aTemplate(here, versionOf(first));
    const before = mirrored().length;
    const name = await aGroup(here, { LaunchTemplate: { LaunchTemplateName: own.name } });
    expect((await theGroup(here, name)).LaunchTemplate?.LaunchTemplateId).toBe(own.id);
    const missing = create({ LaunchTemplateName: own.name, Version: "9" });
    expect(await refusalOf(missing.sent)).toEqual(
      validationErrorOf(
        `Could not find the specified version 9 for the launch template with ID ${own.id}.`,
      ),
    );
    expect(mirrored()).toHaveLength(before);
  });

  test("is refused as AWS refuses it when only the version is missing", async () => {
    const { id, name: LaunchTemplateName } = await aTemplate(other);
    expect(await refusalOf(create({ LaunchTemplateName, Version: "7" }).sent)).toEqual(
      validationErrorOf(
        `Could not find the specified version 7 for the launch template with ID ${id}.`,
      ),
    );
  });

  test("is refused by its id when asg-local has one of its own of that name", async () => {
    const name = newName("twice");
    await make(here, name, first);
    const id = await make(other, name, second);
    expect(await refusalOf(create({ LaunchTemplateId: id }).sent)).toEqual(
      validationErrorOf(
        `The launch template ${id} could not be looked up at ${other.endpoint}: it has ${name} as ` +
          `${id}, and asg-local has a launch template of that name itself.`,
      ),
    );
  });
});

/** The id of a new template with this name. */
async function make({ ec2 }: Emulated, LaunchTemplateName: string, image: string) {
  const data = { LaunchTemplateName, LaunchTemplateData: versionOf(image) };
  const { LaunchTemplate } = await ec2.send(new CreateLaunchTemplateCommand(data));
  return LaunchTemplate?.LaunchTemplateId ?? "";
}

const servers: Server[] = [];
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** What answers so, in place of an emulator, and an asg-local that asks it. */
async function besideServer(answer: RequestListener) {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const emulated = await startEmulator({ seed: "beside", ec2Endpoint: endpoint });
  return { endpoint, emulated };
}

const answering =
  (status: number, body: string): RequestListener =>
  (_, response) =>
    response.writeHead(status, { "content-type": "text/xml" }).end(body);

const document = (items: string) =>
  "<DescribeLaunchTemplateVersionsResponse><launchTemplateVersionSet>" +
  `${items}</launchTemplateVersionSet></DescribeLaunchTemplateVersionsResponse>`;
const item = (members: string) =>
  document(
    "<item><launchTemplateId>lt-1</launchTemplateId>" +
      `<launchTemplateName>api</launchTemplateName>${members}</item>`,
  );
const errorDocument = (code: string, message: string) =>
  `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors>` +
  "<RequestID>1</RequestID></Response>";

describe("an emulator that cannot tell is named with what went wrong, and nothing changes:", () => {
  const data = "<launchTemplateData><imageId>ami-1</imageId>";
  test.each<readonly [string, RequestListener, string]>([
    ["an error without a document", answering(503, "busy"), "it answered HTTP 503"],
    [
      "a refusal of EC2",
      answering(403, errorDocument("UnauthorizedOperation", "You may not.")),
      "it answered UnauthorizedOperation: You may not.",
    ],
    ["a redirect", (_, to) => to.writeHead(302, { location: "/" }).end(), "it answered HTTP 302"],
    ["no XML", answering(200, "{}"), "its answer cannot be used: it is no XML: "],
    ["half a document", answering(200, item(data).slice(0, -60)), "it is no XML: "],
    [
      "another document",
      answering(200, "<html/>"),
      "its answer cannot be used: it has no DescribeLaunchTemplateVersionsResponse",
    ],
    [
      "no version number",
      answering(200, item("")),
      "its answer cannot be used: its version is undefined",
    ],
    [
      "text for a number",
      answering(200, item("<versionNumber>one</versionNumber>")),
      'launchTemplateVersionSet/1/versionNumber is "one", which is no long',
    ],
    [
      "a structure for text",
      answering(200, item("<versionNumber>1</versionNumber><createTime><b/></createTime>")),
      "launchTemplateVersionSet/1/createTime is no text",
    ],
    [
      "another template",
      answering(200, item("<versionNumber>1</versionNumber>").replace("api", "web")),
      "it is about another LaunchTemplateName: web",
    ],
    [
      "contents that EC2 does not take",
      answering(
        200,
        item(`<versionNumber>1</versionNumber>${data}<userData>%</userData></launchTemplateData>`),
      ),
      "its answer cannot be used: Invalid BASE64 encoding of user data",
    ],
    [
      "an answer without end",
      (_, response) => response.writeHead(200).end("<a>".repeat(500_000)),
      "its answer has more than 1048576 bytes",
    ],
    ["a closed connection", ({ socket }) => socket.destroy(), "nothing answers there (UND_ERR_"],
  ])("%s", async (_, answer, reason) => {
    const { emulated, endpoint } = await besideServer(answer);
    const input = { ...groupInput({ id: "" }), LaunchTemplate: { LaunchTemplateName: "api" } };
    const sent = emulated.client.send(new CreateAutoScalingGroupCommand(input));
    const { code, message, status } = await refusalOf(sent);
    expect([code, status]).toEqual(["ValidationError", 400]);
    expect(message).toContain(`The launch template api could not be looked up at ${endpoint}: `);
    expect(message).toContain(reason);
    expect(emulated.emulator.journalAfter(0)).toEqual([]);
  });

  test("nobody who listens", async () => {
    const { emulated, endpoint } = await besideServer(answering(200, ""));
    await new Promise((resolve) => servers.pop()?.close(resolve));
    const run = { LaunchTemplate: { LaunchTemplateName: "api" }, MinCount: 1, MaxCount: 1 };
    expect(await refusalOf(emulated.ec2.send(new RunInstancesCommand(run)))).toEqual({
      code: "InvalidParameterValue",
      message:
        `The launch template api could not be looked up at ${endpoint}: nothing answers there ` +
        "(ECONNREFUSED).",
      status: 400,
    });
  });

  test("one that is slow, while other calls are answered and the world goes on", async () => {
    const { emulated, endpoint } = await besideServer(() => undefined);
    const LaunchTemplate = { LaunchTemplateName: "api" };
    const input = { ...groupInput({ id: "" }), LaunchTemplate };
    const waiting = refusalOf(emulated.client.send(new CreateAutoScalingGroupCommand(input)));
    const name = await aGroup(emulated, { DesiredCapacity: 1 });
    emulated.advance(60);
    expect(await instanceIds(emulated, name)).toHaveLength(1);
    expect(await waiting).toEqual(
      validationErrorOf(
        `The launch template api could not be looked up at ${endpoint}: it did not answer within ` +
          "5 seconds.",
      ),
    );
  });

  test("one that is made here while the other is asked is the one that counts", async () => {
    const held: (() => void)[] = [];
    const { emulated } = await besideServer((request, response) => {
      const answer = answering(400, errorDocument(notFound, "None."));
      held.push(() => answer(request, response));
    });
    const LaunchTemplate = { LaunchTemplateName: "api" };
    const input = { ...groupInput({ id: "" }), LaunchTemplate };
    const sent = emulated.client.send(new CreateAutoScalingGroupCommand(input));
    await expect.poll(() => held.length).toBe(2);
    await make(emulated, "api", first);
    for (const release of held) release();
    await sent;
    expect(await findGroup(emulated, input.AutoScalingGroupName ?? "")).toBeDefined();
  });
});

test("the other emulator sees the caller's own key and region, and no other call", async () => {
  const asked: string[] = [];
  const { emulated } = await besideServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      asked.push(`${request.headers.authorization?.split(",")[0]} ${body}`);
      answering(400, errorDocument(notFound, "None."))(request, response);
    });
  });
  const own = await aTemplate(emulated);
  await aGroup(emulated, { LaunchTemplate: { LaunchTemplateId: own.id } });
  expect(asked).toEqual([]);
  const input = { ...groupInput({ id: "" }), LaunchTemplate: { LaunchTemplateName: "a/b" } };
  await refusalOf(emulated.client.send(new CreateAutoScalingGroupCommand(input)));
  const signed = "AWS4-HMAC-SHA256 Credential=123456789012/20260101/us-east-1/ec2/aws4_request";
  const call = "Action=DescribeLaunchTemplateVersions&Version=2016-11-15";
  expect(asked.sort()).toEqual([
    `${signed} ${call}&LaunchTemplateName=a%2Fb&LaunchTemplateVersion.1=%24Default`,
    `${signed} ${call}&LaunchTemplateName=a%2Fb&LaunchTemplateVersion.1=%24Latest`,
  ]);
});
