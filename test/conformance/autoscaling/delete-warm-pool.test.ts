/** DeleteWarmPool through the real SDK. */
import { DeleteWarmPoolCommand, PutWarmPoolCommand } from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";
import { poolOf } from "../../support/warm-pool.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

const put = (AutoScalingGroupName: string, MaxGroupPreparedCapacity?: number) =>
  client.send(new PutWarmPoolCommand({ AutoScalingGroupName, MaxGroupPreparedCapacity }));

const remove = (AutoScalingGroupName: string, ForceDelete?: boolean) =>
  client.send(new DeleteWarmPoolCommand({ AutoScalingGroupName, ForceDelete }));

const aGroupOfOne = () => aGroup(emulated, { DesiredCapacity: 1, MaxSize: 2 });

test("G-171 a group without a pool has none to delete", async () => {
  const name = await aGroupOfOne();
  expect(await refusalOf(remove(name))).toEqual(
    validationErrorOf(`No warm pool found for Auto Scaling group '${name}'.`),
  );
});

test("G-283 G-327 an unknown group is named", async () => {
  expect(await refusalOf(remove("no-such-group"))).toEqual(
    validationErrorOf(
      "AutoScalingGroup name not found - No such Auto Scaling group: no-such-group",
    ),
  );
});

test("G-014 G-325 a pool with instances is in use, unless the deletion is forced", async () => {
  const name = await aGroupOfOne();
  await put(name);
  emulated.advance(120);
  expect(await refusalOf(remove(name))).toEqual({
    code: "ResourceInUse",
    message:
      "You cannot delete a warm pool while there are instances still in it unless you use the " +
      "force delete option.",
    status: 400,
  });
  const { $metadata, ...answer } = await remove(name, true);
  expect(answer).toEqual({});
  const marked = await poolOf(emulated, name);
  expect(marked.configuration).toMatchObject({ Status: "PendingDelete" });
  expect(marked.ids).toHaveLength(1);
  emulated.advance(10);
  expect((await poolOf(emulated, name)).states).toEqual(["Warmed:Terminating"]);
  emulated.advance(60);
  expect(await poolOf(emulated, name)).toEqual({ configuration: undefined, ids: [], states: [] });
  const group = await theGroup(emulated, name);
  expect(group.WarmPoolConfiguration).toBeUndefined();
  expect(group.WarmPoolSize).toBeUndefined();
  expect(group.Instances).toHaveLength(1);
});

test("G-321 a pool in deletion takes no new settings; a second deletion is no error", async () => {
  const name = await aGroupOfOne();
  await put(name);
  emulated.advance(120);
  await remove(name, true);
  await remove(name, true);
  expect(await refusalOf(put(name))).toEqual(
    validationErrorOf("You cannot update a warm pool while it is deleting."),
  );
});

test("G-321 an empty pool goes without force, after some seconds", async () => {
  const name = await aGroupOfOne();
  await put(name, 0);
  emulated.advance(10);
  await remove(name);
  expect((await poolOf(emulated, name)).configuration).toMatchObject({ Status: "PendingDelete" });
  emulated.advance(10);
  expect((await poolOf(emulated, name)).configuration).toBeUndefined();
});
