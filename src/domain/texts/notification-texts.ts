/**
 * The subjects of Auto Scaling's notifications, as public records of them have them but for the
 * failed termination, which is by analogy.
 */

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
} as const;
