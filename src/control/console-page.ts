/** Where the page of the console is; its files are found with the first request for one of them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Send } from "./console-files.ts";

/** The address of the page; its files lie below. */
export const consolePath = "/_asg-local/console/";

/**
 * Routes of the page below `/_asg-local`, which answer files and no JSON, so that they are in no
 * list of the API.
 */
export function serveConsole(control: FastifyInstance): void {
  const toPage = (request: FastifyRequest, reply: FastifyReply) =>
    isVisit(request) ? reply.redirect(consolePath, 302) : reply.callNotFound();
  control.get("/", toPage);
  control.get("/console", (_request, reply) => reply.redirect(consolePath, 302));
  let files: Promise<Send> | undefined;
  // It shows nothing of the world, so that it comes also while world or disk are busy.
  control.get("/console/*", { config: { needsNoTurn: true } }, async (request, reply) => {
    files ??= import("./console-files.ts").then(({ consoleFiles }) => consoleFiles());
    const send = await files;
    const isThere = send(request.raw, reply.raw, request.url.slice(consolePath.length - 1));
    return isThere ? reply.hijack() : reply.callNotFound();
  });
}

/** A browser asks for a page. */
function isVisit({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes("text/html") === true;
}
