/** DeleteSnapshot: deletes the snapshot of the caller's image once that is deregistered. */
import { snapshotIdOf } from "../../../domain/images.ts";
import { storedOf } from "../../../domain/network-records.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { unknownOr } from "../existing-network.ts";

export const deleteSnapshot = defineAction("ec2", "DeleteSnapshot", (input, { region }) => {
  const id = input.SnapshotId ?? "";
  const image = storedOf(region, "image").find((one) => snapshotIdOf(one.id) === id);
  if (image !== undefined) {
    const message = `The snapshot ${id} is currently in use by ${image.id}`;
    throw ec2Error("InvalidSnapshot.InUse", message);
  }
  if (!isLeftOver(id, region)) throw unknownSnapshot(id);
  answerDryRun(input);
  return {
    output: {},
    changes: [{ type: "Ec2RecordPut", record: { kind: "deleted", id, tags: [] } }],
  };
});

const unknownSnapshot = unknownOr("snap", {
  malformed: (text) => ec2Error("InvalidSnapshotID.Malformed", text),
  unknown: (id) => ec2Error("InvalidSnapshot.NotFound", `The snapshot '${id}' does not exist.`),
});

/** A deregistered image leaves a snapshot, until that is deleted too. */
function isLeftOver(id: string, region: Region): boolean {
  if (region.ec2Records.has(id)) return false;
  return storedOf(region, "deleted").some((one) => snapshotIdOf(one.id) === id);
}
