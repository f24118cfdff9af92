/**
 * Decides who may speak to the server at all, whatever is asked: programs of this machine and its
 * containers, never a web page from elsewhere. A page can send requests to 127.0.0.1, so being
 * bound there protects nobody, and neither do signatures, which are not verified:
 *
 * - `Host` must be a name that no stranger can own in the public DNS (against DNS rebinding): an
 *   address, `localhost`, a single label such as a container's name, something under `.localhost`,
 *   `.internal` (host.docker.internal) or `.svc.cluster.local`, or a name given with --allow-host.
 *   AWS's own names are accepted where AWS's protocols are. The address that the server is bound to
 *   plays no part, so the rule is the same inside and outside a container.
 * - `Origin`, which browsers add to all that a page sends but plain reads, must be the server
 *   itself or be given with --allow-origin. Another port of this machine is another origin.
 * - `Sec-Fetch-Site`, which browsers add to those reads too (images, links, frames), must be
 *   `same-origin`, or `none` when the user typed the address. An allowed origin may have any.
 *
 * Programs send neither of the latter two. --allow-unsigned changes nothing here.
 */
import type { FastifyRequest } from "fastify";
import { type HostKind, kindOf, nameIn } from "./host-kinds.ts";

export interface GuardOptions {
  /** Names that `Host` may have besides the private ones, in lower case. */
  readonly allowedHosts: readonly string[];
  /** Origins of web pages that may call and read, as browsers write them. */
  readonly allowedOrigins: readonly string[];
}

/** A refusal; Fastify and both plugins turn it into an answer, each in its own form. */
export class GuardRefusal extends Error {
  override readonly name = "GuardRefusal";
  readonly statusCode = 403;
}

/** Why a request is refused; undefined when it may pass. */
export type Guard = (request: FastifyRequest) => GuardRefusal | undefined;

/** Remembering few hosts is enough, because clients keep using the same ones. */
const mostKnownHosts = 100;

export function guardOf({ allowedHosts, allowedOrigins }: GuardOptions): Guard {
  const known = new Map<string, HostKind>();
  const kindOfHost = (host: string): HostKind => {
    const before = known.get(host);
    if (before !== undefined) return before;
    const name = nameIn(host);
    const kind =
      name === undefined ? "public" : allowedHosts.includes(name) ? "private" : kindOf(name);
    if (known.size >= mostKnownHosts) known.clear();
    known.set(host, kind);
    return kind;
  };
  return (request) => {
    const { host = "", origin, "sec-fetch-site": site } = request.headers;
    const kind = isNamedOnce(request) ? kindOfHost(host) : "public";
    const isHostRight = kind === "private" || (kind === "aws" && isAtAwsDoor(request.url));
    if (!isHostRight) return refusalOfHost(host);
    if (origin !== undefined) {
      if (allowedOrigins.includes(origin)) return undefined;
      if (origin !== `http://${host.toLowerCase()}`) return refusalOfOrigin(origin);
    }
    const isOwnSite = site === undefined || site === "same-origin" || site === "none";
    return isOwnSite ? undefined : refusalOfSite(String(site));
  };
}

/** Refuses a repeated `Host`: Node reads the first one, but a proxy may have checked the other. */
function isNamedOnce({ raw: { rawHeaders } }: FastifyRequest): boolean {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === "host") count += 1;
  }
  return count === 1;
}

/**
 * Whether the path is one of AWS's protocols as clients write it; other spellings get the stricter
 * rule.
 */
function isAtAwsDoor(url: string): boolean {
  return url === "/" || url.startsWith("/?") || url.startsWith("/service/");
}

function refusalOfHost(host: string): GuardRefusal {
  return new GuardRefusal(`Host ${shown(host)} is not local; --allow-host NAME would accept it.`);
}

function refusalOfOrigin(origin: string): GuardRefusal {
  return new GuardRefusal(
    `Origin ${shown(origin)} is a web page from elsewhere; --allow-origin ORIGIN would accept it.`,
  );
}

function refusalOfSite(site: string): GuardRefusal {
  return new GuardRefusal(
    `Sec-Fetch-Site ${shown(site)} is a web page from elsewhere; ` +
      "of one that --allow-origin names, a fetch with CORS would be accepted.",
  );
}

/** Shortened to fit into a sentence. */
function shown(text: string): string {
  return `"${text.length > 100 ? `${text.slice(0, 100)}…` : text}"`;
}
