/** Decides whether a stranger could own the name in a `Host` header in the public DNS. */
import { isIP } from "node:net";

/**
 * `private`: an address, or a name that nobody can own in the public DNS. `aws`: a name of AWS, by
 * which some clients are led here. `public`: a name that anybody may own.
 */
export type HostKind = "private" | "aws" | "public";

const label = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
const form = new RegExp(`^(?:\\[([^[\\]]+)\\]|(${label}(?:\\.${label})*)\\.?)(?::\\d{1,5})?$`);
const longest = 300;

/**
 * The name or address in a `Host` header, without port, brackets and final dot, in lower case.
 * Undefined for anything malformed, because browsers always send the normal form.
 */
export function nameIn(host: string): string | undefined {
  if (host.length > longest) return undefined;
  const [, bracketed, name] = form.exec(host.toLowerCase()) ?? [];
  return bracketed !== undefined && isIP(bracketed) === 6 ? bracketed : name;
}

const privateEndings = [".localhost", ".internal", ".svc.cluster.local"] as const;
const awsEndings = [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"] as const;

/** The kind of a name from `nameIn`. A single label is a container's name, or `localhost`. */
export function kindOf(name: string): HostKind {
  if (isIP(name) !== 0 || !name.includes(".")) return "private";
  if (privateEndings.some((ending) => name.endsWith(ending))) return "private";
  return awsEndings.some((ending) => name.endsWith(ending)) ? "aws" : "public";
}
