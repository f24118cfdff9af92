/** Changes that attach a running instance to a group or detach it. */
import type { RefreshRole } from "../instance.ts";

export type AttachmentChange =
  | {
      readonly type: "InstanceAttached";
      readonly group: string;
      readonly id: string;
      readonly activityId: string;
      readonly cause: string;
      /** The instance's capacity units in this group. */
      readonly weight: number;
      /** Its role in the group's refresh. */
      readonly role?: RefreshRole;
    }
  | {
      readonly type: "DetachmentBegun";
      readonly group: string;
      readonly id: string;
      readonly activityId: string;
      readonly cause: string;
    }
  /** The instance has left the group and keeps running in EC2 (G-130). */
  | { readonly type: "InstanceDetached"; readonly group: string; readonly id: string };
