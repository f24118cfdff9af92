/** SetInstanceProtection through the real SDK. */
import {
  SetInstanceProtectionCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, instanceIds, instancesOf } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

const protect = (name: string, InstanceIds: string[], ProtectedFromScaleIn = true) =>
  client.send(
    new SetInstanceProtectionCommand({
      AutoScalingGroupName: name,
      InstanceIds,
      ProtectedFromScaleIn,
    }),
  );

async function aPair() {
  const name = await aGroup(emulated, { DesiredCapacity: 2 });
  emulated.advance(60);
  return { name, ids: await instanceIds(emulated, name) };
}

const protection = async (name: string) =>
  (await instancesOf(emulated, name)).map((instance) => instance.ProtectedFromScaleIn);

test("G-118 protection shows at once, and goes again", async () => {
  const { name, ids } = await aPair();
  await protect(name, ids.slice(0, 1));
  expect(await protection(name)).toEqual([true, false]);
  await protect(name, ids, false);
  expect(await protection(name)).toEqual([false, false]);
});

test("G-119 an instance of another group is refused, and nothing is protected", async () => {
  const { name, ids } = await aPair();
  const other = await aPair();
  const [stranger = ""] = other.ids;
  expect(await refusalOf(protect(name, [...ids, stranger]))).toEqual(
    validationErrorOf(`The instance ${stranger} is not part of Auto Scaling group ${name}.`),
  );
  expect(await protection(name)).toEqual([false, false]);
});

test("G-120 an instance that leaves cannot be protected", async () => {
  const { name, ids } = await aPair();
  const [id = ""] = ids;
  await client.send(
    new TerminateInstanceInAutoScalingGroupCommand({
      InstanceId: id,
      ShouldDecrementDesiredCapacity: true,
    }),
  );
  expect(await refusalOf(protect(name, [id]))).toEqual(
    validationErrorOf(`The instance ${id} is not in InService or EnteringStandby or Standby.`),
  );
});
