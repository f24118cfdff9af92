/** The dialog that is open, if one is. */
import { openDialog } from "./dialogs.ts";
import { CancelDialog, RollbackDialog } from "./end-dialog.tsx";
import { FaultDialog } from "./fault-dialog.tsx";
import { SnapshotsDialog } from "./snapshots-dialog.tsx";
import { StartDialog } from "./start-dialog.tsx";

export function AllDialogs() {
  switch (openDialog.value) {
    case "start":
      return <StartDialog />;
    case "cancel":
      return <CancelDialog />;
    case "rollback":
      return <RollbackDialog />;
    case "fault":
      return <FaultDialog />;
    case "snapshots":
      return <SnapshotsDialog />;
    default:
      return null;
  }
}
