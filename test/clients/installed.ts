/** Whether a client is on this machine: without it its tests are skipped, unless it is required. */

/**
 * True when a client is not here: said in one line. Throws where it is required: the variable
 * ASG_LOCAL_REQUIRE_CLIENTS holds the names of those that must not be skipped, with commas between.
 */
export function isWithout(client: string, isFound: boolean): boolean {
  if (isFound) return false;
  const required = (process.env.ASG_LOCAL_REQUIRE_CLIENTS ?? "").split(",");
  if (required.includes(client)) throw new Error(`${client} was not found, and is required`);
  process.stdout.write(`${client} was not found: its tests are skipped.\n`);
  return true;
}
