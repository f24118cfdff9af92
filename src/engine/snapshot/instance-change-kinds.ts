/** The checks of stored changes of instances, by type. */
import { launching, terminating } from "../../domain/lifecycle-hook.ts";
import { activityKind } from "./stored-group-kinds.ts";
import {
  healthStatus,
  instance,
  lifecycleAction,
  purpose,
  refreshRole,
  rootVolumeReplacement,
  tag,
  weight,
} from "./stored-instance-kinds.ts";
import {
  instant,
  list,
  oneOf,
  oneOfTexts,
  optional,
  seconds,
  table,
  text,
  truth,
  yes,
} from "./stored-kinds.ts";
import { invokingAlarms, terminationReason } from "./stored-reason-kinds.ts";

const of = { group: text, id: text };
const moved = { ...of, activityId: text, cause: text };

export const changesOfInstances = {
  LaunchRequested: { group: text, instance },
  LaunchAccepted: of,
  LaunchRefused: of,
  LaunchDied: { ...of, reason: terminationReason },
  EnteredService: of,
  HealthSettled: { ...of, healthStatus },
  HealthDeferred: { ...of, until: instant },
  WarmedUp: of,
  HealthChanged: { ...of, healthStatus, isBroken: optional(yes), reactionSeconds: seconds },
  ProtectionChanged: { ...of, isProtected: truth },
  TerminationStarted: {
    ...moved,
    isSelected: optional(truth),
    selectedTogether: optional(list(text)),
    invokingAlarms: optional(invokingAlarms),
    isReplaced: optional(yes),
    isReplacedAfterHooks: optional(truth),
    purpose,
  },
  DrainingEnded: of,
  InstanceTerminated: of,
  StandbyBegun: moved,
  StandbyLeft: moved,
  StandbyEntered: of,
  InstancePlaced: { group: text, instance },
  InstanceAttached: { ...moved, weight, role: optional(refreshRole) },
  DetachmentBegun: moved,
  InstanceDetached: of,
  LifecycleActionsBegun: {
    ...of,
    actions: list(lifecycleAction),
    transition: oneOfTexts([launching, terminating]),
    notificationMetadata: table(text, text),
    move: optional(activityKind),
  },
  LifecycleActionExtended: { ...of, token: text, deadline: instant },
  LifecycleActionCompleted: {
    ...of,
    token: text,
    result: oneOf({ CONTINUE: true, ABANDON: true }),
  },
  LaunchAbandoned: { ...of, statusMessage: text },
  InstanceRetained: { ...of, statusMessage: text },
  ShutDownBegun: of,
  Ec2Started: of,
  RootVolumeReplacementStarted: {
    ...moved,
    role: optional(refreshRole),
    replacement: rootVolumeReplacement,
  },
  RootVolumeReplacementAccepted: of,
  RootVolumeReplaced: of,
  RootVolumeReplacementFailed: { ...of, statusMessage: text },
  ReplacedInstanceReturned: of,
  WarmPoolStopBegun: of,
  WarmPoolEntered: of,
  WarmPoolLeft: { ...moved, isSelected: optional(truth), purpose },
  WarmPoolReturned: { ...moved, isSelected: optional(truth), purpose },
  Ec2Launched: { instance },
  Ec2StateChanged: {
    id: text,
    to: oneOf({ pending: true, running: true, stopping: true, stopped: true }),
  },
  Ec2Checked: { id: text },
  Ec2TerminationStarted: { id: text },
  Ec2Terminated: { id: text },
  InstanceTagged: { id: text, tags: list(tag) },
};
