/** What can happen to an instance that is put into a group or taken out of it, running. */
import type { RefreshRole } from "../instance.ts";

export type AttachmentChange =
  | {
      readonly type: "InstanceAttached";
      readonly group: string;
      readonly id: string;
      readonly activityId: string;
      readonly cause: string;
      /** Capacity units that the instance counts for in this group. */
      readonly weight: number;
      /** What it is to the group's refresh. */
      readonly role?: RefreshRole;
    }
  | {
      readonly type: "DetachmentBegun";
      readonly group: string;
      readonly id: string;
      readonly activityId: string;
      readonly cause: string;
    }
  /** It has left the group and runs on in EC2 (G-130). */
  | { readonly type: "InstanceDetached"; readonly group: string; readonly id: string };
