/** DeleteTags through the real SDK. */
import { DeleteTagsCommand, type Tag } from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();

const remove = (...Tags: Tag[]) => emulated.client.send(new DeleteTagsCommand({ Tags }));
const named = (name: string, Key: string) => ({
  ResourceId: name,
  ResourceType: "auto-scaling-group",
  Key,
});

test("G-164 needs key and resource only, and a missing tag is no error", async () => {
  const name = await aGroup(emulated, {
    Tags: [
      { Key: "team", Value: "web" },
      { Key: "env", Value: "prod" },
    ],
  });
  await remove(named(name, "team"), named(name, "nothing"));
  const { Tags = [] } = await theGroup(emulated, name);
  expect(Tags.map(({ Key }) => Key)).toEqual(["env"]);
});

test("G-164 refuses an unknown group", async () => {
  expect(await refusalOf(remove(named("nobody", "team")))).toEqual(
    validationErrorOf("AutoScalingGroup not found - AutoScaling Group nobody not found"),
  );
});
