/** Why EC2 ended an instance, as its StateReason says, and what Auto Scaling tells of it. */

/** EC2's code and text. */
export interface TerminationReason {
  readonly code: string;
  readonly message: string;
}

/** Of instances that die while they are Pending (G-214); the last one was seen at launches too. */
const texts = {
  "Client.InternalError": "Client error on launch",
  "Client.InvalidKMSKey.InvalidState": "The KMS key provided is in an incorrect state",
  "Client.VolumeLimitExceeded": "Volume limit exceeded",
  "Server.InternalError": "Internal error on launch",
} as const satisfies Readonly<Record<string, string>>;

/** The codes that have a text of their own; any other needs one from the user. */
export const terminationCodes: readonly string[] = Object.keys(texts);

export function terminationReason(code: string, message: string | undefined): TerminationReason {
  const known = Object.hasOwn(texts, code) ? texts[code as keyof typeof texts] : code;
  return { code, message: message ?? known };
}

/** Somebody, Auto Scaling or a caller, stopped or ended the instance (G-215). */
export const userInitiatedShutdown: TerminationReason = {
  code: "Client.UserInitiatedShutdown",
  message: "User initiated shutdown",
};

/** As EC2 writes both together. */
export function toldReason({ code, message }: TerminationReason): string {
  return `${code}: ${message}`;
}

/** The status message of the launch of an instance that died while it was Pending (G-213). */
export function diedWhilePending(reason: TerminationReason): string {
  return (
    "Instance became unhealthy while waiting for instance to be in InService state. Termination " +
    `Reason: ${toldReason(reason)}`
  );
}
