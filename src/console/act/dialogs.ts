/** Which dialog is open. */
import { signal } from "@preact/signals";
import { problem } from "./sending.ts";

export type DialogName = "start" | "cancel" | "rollback" | "fault" | "snapshots";

export const openDialog = signal<DialogName | undefined>();

export function open(name: DialogName): void {
  problem.value = undefined;
  openDialog.value = name;
}

export function close(): void {
  openDialog.value = undefined;
}
