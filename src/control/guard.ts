/**
 * Decides who may use the control API: programs of this machine and its containers, never a web
 * page from elsewhere. A page can send requests to 127.0.0.1, so being bound there protects nobody:
 *
 * - `Host` must be a name that no stranger can own in the public DNS (against DNS rebinding): an
 *   address, `localhost`, a single label such as a container's name, something under `.localhost`
 *   or `.internal` (host.docker.internal), or a name given with --allow-host. The address that the
 *   server is bound to plays no part, so the rule is the same inside and outside a container.
 * - `Origin`, which browsers add to what a page sends, must be on this machine or be the server
 *   itself. Programs send none.
 */
import { isIP } from "node:net";

/** Why the request is refused, as one sentence; undefined when it may pass. */
export function refusalOf(
  headers: { readonly host?: string | undefined; readonly origin?: string | undefined },
  allowedHosts: readonly string[],
): string | undefined {
  const host = hostName(`http://${headers.host ?? ""}`);
  const isKnown = host !== undefined && (isPrivateName(host) || allowedHosts.includes(host));
  if (!isKnown) {
    return `Host "${headers.host ?? ""}" is not local; --allow-host NAME would accept it`;
  }
  if (headers.origin === undefined) return undefined;
  const origin = hostName(headers.origin);
  const isOriginAllowed = origin !== undefined && (origin === host || isThisMachine(origin));
  return isOriginAllowed ? undefined : `Origin "${headers.origin}" is a web page from elsewhere`;
}

/** Lower-case name or address without port and brackets; undefined when the text is no origin. */
function hostName(origin: string): string | undefined {
  if (!URL.canParse(origin)) return undefined;
  const { hostname } = new URL(origin);
  return hostname === "" ? undefined : hostname.replace(/^\[|\]$/g, "");
}

function isPrivateName(host: string): boolean {
  const isSingleLabel = !host.includes(".") && isIP(host) === 0;
  return isSingleLabel || isIP(host) !== 0 || /\.(localhost|internal)$/.test(host);
}

function isThisMachine(host: string): boolean {
  const isLoopbackName = host === "localhost" || host.endsWith(".localhost");
  const isLoopbackAddress = host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
  return isLoopbackName || isLoopbackAddress;
}
