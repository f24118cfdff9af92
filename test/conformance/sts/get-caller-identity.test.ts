/** STS through the real SDK: who the caller is. */
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { refusalOf } from "../../support/refusal.ts";

const { sts } = await startEmulator({ account: "210987654321" });

test("GetCallerIdentity answers the account of the access key, as its root", async () => {
  const { $metadata: _, ...answer } = await sts.send(new GetCallerIdentityCommand({}));
  expect(answer).toEqual({
    UserId: "210987654321",
    Account: "210987654321",
    Arn: "arn:aws:iam::210987654321:root",
  });
});

test("every other operation of STS is refused by name, 501", async () => {
  const input = { RoleArn: "arn:aws:iam::210987654321:role/deploy", RoleSessionName: "ci" };
  expect(await refusalOf(sts.send(new AssumeRoleCommand(input)))).toEqual({
    code: "NotImplemented",
    message: "asg-local does not emulate AssumeRole.",
    status: 501,
  });
});
