/** What undo does while a refresh is active (U-036 to U-039). */
import type { InstanceRefresh } from "@aws-sdk/client-auto-scaling";
import { UndoRefusal } from "../domain/user-errors.ts";
import { areEqual, templatesOf } from "./configuration.ts";
import type { History } from "./deployments.ts";
import { configurationText, savedText, shownId } from "./names.ts";
import { groupName } from "./target.ts";
import { isNumber, numbered } from "./template-versions.ts";

export type ActiveStep =
  | { readonly kind: "rollBack" | "cancel"; readonly refresh: InstanceRefresh }
  /** Cancels it, and then goes back to the deployment before. */
  | { readonly kind: "cancelFirst"; readonly refresh: InstanceRefresh }
  /** Its end must be waited for. */
  | { readonly kind: "ending"; readonly refresh: InstanceRefresh; readonly says: string };

const activeStatuses = ["Pending", "InProgress", "Baking", "Cancelling", "RollbackInProgress"];

/** Whether the refresh has not ended yet. */
export function isActive({ Status: status }: InstanceRefresh): boolean {
  return activeStatuses.includes(String(status));
}

/** What to do with the active refresh, or undefined without one. Throws UndoRefusal. */
export function activeStep(history: History, mayCancel: boolean): ActiveStep | undefined {
  const refresh = history.known.refreshes.find(isActive);
  if (refresh === undefined) return undefined;
  const { Status: status } = refresh;
  if (status === "Cancelling" || status === "RollbackInProgress") {
    const says = `${groupName(history)}: ${shownId(refresh, history)} is ${status} already`;
    return { kind: "ending", refresh, says };
  }
  if (mayCancel) return { kind: "cancelFirst", refresh };
  // AWS refuses to roll it back; nothing has been replaced (U-037).
  if (status === "Pending") return { kind: "cancel", refresh };
  const why = whyNoRollback(refresh, history);
  if (why === undefined) return { kind: "rollBack", refresh };
  const advice = "add --cancel to cancel it and go back to the deployment before";
  throw new UndoRefusal(`${groupName(history)}: ${why}; ${advice}`);
}

/** U-038: why AWS cannot roll the refresh back, or would roll it back to the same thing. */
function whyNoRollback(refresh: InstanceRefresh, history: History): string | undefined {
  const { current, known } = history;
  const { DesiredConfiguration: given } = refresh;
  const id = shownId(refresh, history);
  const saved = savedText(history);
  if (given === undefined)
    return `${id} has no desired configuration, so that AWS cannot roll it back`;
  if (current.configuration === undefined)
    return `${groupName(history)} has ${saved} saved, to which AWS cannot roll ${id} back`;
  const unnumbered = templatesOf(current.configuration).find(({ Version }) => !isNumber(Version));
  if (unnumbered !== undefined) {
    const version = unnumbered.Version ?? "$Default";
    return `${groupName(history)} has ${version} saved, to which AWS cannot roll ${id} back`;
  }
  const deploys = numbered(given, known.versions, "now");
  const isSaved = deploys !== undefined && areEqual(deploys, current.configuration);
  if (!isSaved) return undefined;
  const same = configurationText(deploys);
  return `${same} is saved already, so that AWS would roll ${id} back to the same`;
}
