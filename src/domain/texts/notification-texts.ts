/**
 * The subjects of Auto Scaling's notifications, as public records of them have them but for the
 * failed termination, which is by analogy.
 */

interface HookTarget {
  readonly notificationTargetArn?: string | undefined;
  readonly roleArn?: string | undefined;
}

export const notificationTexts = {
  service: "AWS Auto Scaling",
  test: (group: string) => `Auto Scaling: test notification for group "${group}"`,
  launch: (group: string) => `Auto Scaling: launch for group "${group}"`,
  termination: (group: string) => `Auto Scaling: termination for group "${group}"`,
  failedLaunch: (group: string) => `Auto Scaling: failed launch for group "${group}"`,
  failedTermination: (group: string) => `Auto Scaling: failed termination for group "${group}"`,
  /** Two blanks in one record, one in another. */
  lifecycleAction: (transition: string, instanceId: string) =>
    `Auto Scaling:  Lifecycle action '${transition}' for instance ${instanceId} in progress.`,
  /** Of a lifecycle hook (G-154, G-270); that of a function, without a role, is a guess. */
  cannotPublish: ({ notificationTargetArn, roleArn = "null" }: HookTarget) =>
    `Unable to publish test message to notification target ${notificationTargetArn} using ` +
    `IAM role ${roleArn}. Please check your target and role configuration and try to put ` +
    "lifecycle hook again.",
} as const;
