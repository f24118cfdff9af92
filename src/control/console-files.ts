/** Sends the built files of the console, each with the headers that keep strangers' code out. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

/** Begins to answer with the file of this path; false when there is none. */
export type Send = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

/** Nothing but the page's own files runs in it, and no text becomes code or markup. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const headers = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
} as const;

/** Reads the list of files once; a build replaces them as a whole. */
export function consoleFiles(): Send {
  const serve = sirv(fileURLToPath(folder()), {
    etag: true,
    gzip: true,
    brotli: true,
    extensions: ["html"],
    setHeaders: (response, path) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.setHeader("cache-control", cachingOf(path));
    },
  });
  return (request, response, path) => {
    let isThere = true;
    const asked: IncomingMessage = Object.create(request, { url: { value: path } });
    serve(asked, response, () => {
      isThere = false;
    });
    return isThere;
  };
}

/** Beside the bundle; tests of the source use what was built last. */
function folder(): URL {
  const path = import.meta.url.endsWith(".ts") ? "../../dist/console/" : "../console/";
  return new URL(path, import.meta.url);
}

/** A name with a hash never means anything else. */
function cachingOf(path: string): string {
  return path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}
