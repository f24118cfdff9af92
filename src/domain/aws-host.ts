/** Tells AWS itself from other emulators. */

const awsHosts = /(^|\.)(amazonaws\.com(\.cn)?|api\.aws|on\.aws|aws\.dev)\.?$/i;

/** For the host of a URL, without its port. */
export function isHostOfAws(hostname: string): boolean {
  return awsHosts.test(hostname);
}
