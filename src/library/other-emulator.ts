/** Decides what may be asked for launch templates: another emulator, and never AWS itself. */

const awsHosts = /(^|\.)(amazonaws\.com(\.cn)?|api\.aws|aws\.dev)\.?$/;

/** A plain URL: without user, query or fragment, and not of AWS. */
export function isOtherEmulator(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && !/[@?#]/.test(text);
  return isPlain && !awsHosts.test(url.hostname);
}

export const otherEmulatorForm =
  "the URL of another emulator, such as http://127.0.0.1:4566; AWS itself is never asked";
