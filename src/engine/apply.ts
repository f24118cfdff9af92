/** apply(context, change): the only code that alters the world. It decides nothing. */
import { never } from "../domain/assert.ts";
import type { Change } from "../domain/change.ts";
import type { ApplyContext } from "./apply-context.ts";
import { applyGroupChange } from "./apply-group.ts";
import { applyInstanceChange } from "./apply-instance.ts";
import { applyRefreshChange } from "./apply-refresh.ts";
import { applyRegionChange } from "./apply-region.ts";

/** Alters the region and schedules what follows from the change. Throws only for our own bugs. */
export function apply(context: ApplyContext, change: Change): void {
  switch (change.type) {
    case "LaunchTemplateCreated":
    case "LaunchTemplateDeleted":
    case "LaunchTemplateVersionCreated":
    case "LaunchTemplateVersionDeleted":
    case "LaunchTemplateTagged":
    case "DefaultVersionSet":
    case "LaunchConfigurationCreated":
    case "LaunchConfigurationDeleted":
    case "ClientTokenUsed":
    case "SubnetCreated":
    case "Ec2TerminationStarted":
    case "Ec2Terminated":
    case "InstanceTagged":
      return applyRegionChange(context, change);
    case "GroupCreated":
    case "GroupUpdated":
    case "DesiredCapacityChanged":
    case "ProtectionReported":
    case "DeletionBegun":
    case "GroupDeleted":
    case "ProcessesSuspended":
    case "ProcessesResumed":
    case "GroupTagsPut":
    case "GroupTagsDeleted":
    case "ActivityRecorded":
      return applyGroupChange(context, change);
    case "LaunchRequested":
    case "LaunchAccepted":
    case "LaunchRefused":
    case "EnteredService":
    case "HealthSettled":
    case "WarmedUp":
    case "HealthChanged":
    case "ProtectionChanged":
    case "TerminationStarted":
    case "InstanceTerminated":
    case "StandbyBegun":
    case "StandbyEntered":
    case "StandbyLeft":
    case "InstancePlaced":
      return applyInstanceChange(context, change);
    case "RefreshStarted":
    case "RefreshBegun":
    case "RefreshStatusChanged":
    case "RefreshCounted":
    case "RefreshWaits":
    case "RefreshActed":
    case "CheckpointReached":
    case "PauseEnded":
    case "CheckpointLost":
    case "CancelRequested":
    case "RollbackBegun":
    case "DesiredConfigurationSaved":
      return applyRefreshChange(context, change);
    default:
      return never(change);
  }
}
