// The least that a Fastify server can do with the same request and the same answer.
import { readFileSync } from "node:fs";
import { fastify } from "fastify";

// Read from the input, because an answer may be longer than a command line.
const body = readFileSync(0, "utf8");
const server = fastify();
server.addContentTypeParser("*", { parseAs: "string" }, (_request, text, done) => done(null, text));
server.post("/", (_request, reply) => reply.type("text/xml").send(body));
const endpoint = await server.listen({ port: 0, host: "127.0.0.1" });
process.stdout.write(`${endpoint}\n`);
process.once("SIGTERM", () => process.exit(0));
