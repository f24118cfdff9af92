/** Makes one line of an error of AWS or the SDK, in which no part of a credential is left. */
import type { AutoScalingClient } from "@aws-sdk/client-auto-scaling";

/** The texts that must not be shown. Throws if there are no credentials. */
export async function knownSecrets({ config }: AutoScalingClient): Promise<readonly string[]> {
  const { accessKeyId, secretAccessKey, sessionToken } = await config.credentials();
  return [secretAccessKey, sessionToken, accessKeyId].filter(
    (text): text is string => text !== undefined && text !== "",
  );
}

export function reasonOf(error: unknown, secrets: readonly string[]): string {
  const { name = "Error", code, message = "" } = Object(error) as Partial<QueryRefusal>;
  // The SDK's advice to its users ends what it says of an answer that it cannot read.
  const [sentence = ""] = message.split(/\s*Deserialization error:/);
  return hidden(`${code ?? name}: ${sentence}`.trim().replaceAll(/\s+/g, " "), secrets);
}

/** The same error; AWS repeats what was signed when it refuses a signature. */
export function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  if (error instanceof Error) error.message = hidden(error.message, secrets);
  return error;
}

function hidden(text: string, secrets: readonly string[]): string {
  return secrets.reduce((left, secret) => left.replaceAll(secret, "…"), text);
}

interface QueryRefusal {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}
