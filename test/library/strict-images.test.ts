/** Strict images by option and by world file, whose own images are known. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeImagesCommand, EC2Client, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { afterAll, expect, test } from "vitest";
import { type StartEmulatorOptions, startEmulator } from "../../src/library/start-emulator.ts";
import { refusalOf } from "../support/refusal.ts";

const folder = mkdtempSync(join(tmpdir(), "asg-local-images-"));
afterAll(() => rmSync(folder, { recursive: true }));

const known = "ami-0123456789abcdef0";
const other = "ami-0123456789abcdef1";

function worldFile(strictImages: boolean): string {
  const file = join(folder, `${strictImages}.json`);
  const image = { id: known, name: "shop-7", architecture: "arm64" };
  const images = [{ ...image, tags: [{ key: "team", value: "shop" }] }];
  writeFileSync(file, JSON.stringify({ strictImages, regions: [{ images }] }));
  return file;
}

/** What running an instance of each of both images ends with. */
async function outcomes(options: StartEmulatorOptions): Promise<readonly string[]> {
  await using emulator = await startEmulator(options);
  const ec2 = new EC2Client({ ...emulator.clientConfiguration, maxAttempts: 1 });
  const run = async (ImageId: string) => {
    const one = { InstanceType: "t4g.nano", MinCount: 1, MaxCount: 1 } as const;
    const call = ec2.send(new RunInstancesCommand({ ImageId, ...one }));
    return call.then(
      () => "launched",
      async () => (await refusalOf(call)).code,
    );
  };
  const both = [await run(known), await run(other)];
  ec2.destroy();
  return both;
}

const refused = "InvalidAMIID.NotFound";

test.each([
  ["nothing says so", {}, ["launched", "launched"]],
  ["the option says so", { strictImages: true }, [refused, refused]],
  ["the world file says so", { world: worldFile(true) }, ["launched", refused]],
  [
    "the option and not the file",
    { world: worldFile(false), strictImages: true },
    ["launched", refused],
  ],
  [
    "the file and not the option",
    { world: worldFile(true), strictImages: false },
    ["launched", "launched"],
  ],
])("an image that nobody registered, when %s", async (_, options, expected) => {
  expect(await outcomes(options)).toEqual(expected);
});

test("the images of a world file are the account's own", async () => {
  await using emulator = await startEmulator({ world: worldFile(false) });
  const ec2 = new EC2Client(emulator.clientConfiguration);
  const { Images } = await ec2.send(new DescribeImagesCommand({ Owners: ["self"] }));
  expect(Images).toMatchObject([
    {
      ImageId: known,
      Name: "shop-7",
      Architecture: "arm64",
      Tags: [{ Key: "team", Value: "shop" }],
    },
  ]);
  ec2.destroy();
});

test("another value is refused by name", async () => {
  const options = { strictImages: "yes" as unknown as boolean };
  await expect(startEmulator(options)).rejects.toThrow(
    'startEmulator: strictImages must be true or false, not "yes"',
  );
});
