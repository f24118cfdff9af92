/** Why EC2 terminated an instance, as shown in its StateReason and by Auto Scaling. */

/** EC2's code and text. */
export interface TerminationReason {
  readonly code: string;
  readonly message: string;
}

/** For instances that die while Pending (G-214); the last one was also seen at launches. */
const texts = {
  "Client.InternalError": "Client error on launch",
  "Client.InvalidKMSKey.InvalidState": "The KMS key provided is in an incorrect state",
  "Client.VolumeLimitExceeded": "Volume limit exceeded",
  "Server.InternalError": "Internal error on launch",
} as const satisfies Readonly<Record<string, string>>;

/** The codes with a known text; any other code needs one from the user. */
export const terminationCodes: readonly string[] = Object.keys(texts);

export function terminationReason(code: string, message: string | undefined): TerminationReason {
  const known = Object.hasOwn(texts, code) ? texts[code as keyof typeof texts] : code;
  return { code, message: message ?? known };
}

/** Auto Scaling or a caller stopped or terminated the instance (G-215). */
export const userInitiatedShutdown: TerminationReason = {
  code: "Client.UserInitiatedShutdown",
  message: "User initiated shutdown",
};

/** Code and text together, as EC2 writes them. */
export function reasonText({ code, message }: TerminationReason): string {
  return `${code}: ${message}`;
}

/** The status message of the launch of an instance that died while it was Pending (G-213). */
export function diedWhilePending(reason: TerminationReason): string {
  return (
    "Instance became unhealthy while waiting for instance to be in InService state. Termination " +
    `Reason: ${reasonText(reason)}`
  );
}
