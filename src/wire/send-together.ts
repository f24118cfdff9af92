/**
 * Sends answers that were made soon after each other together. A client sleeps while it waits, and
 * to wake it for each answer alone costs more than to make one: of 32 clients that ask at once most
 * find their answers there when the first of them wakes.
 */
import type { FastifyReply } from "fastify";
import type { Written } from "./protocol.ts";

/** Sends the body of a reply that has its status and its headers. */
export type SendBody = (reply: FastifyReply, body: Written["body"]) => void;

export const sendAtOnce: SendBody = (reply, body) => void reply.send(body);

/** Bodies wait for what `later` runs, which is told of the first of them. */
export function sendTogether(later: (run: () => void) => void): SendBody {
  let waiting: { readonly reply: FastifyReply; readonly body: Written["body"] }[] = [];
  const sendAll = () => {
    const made = waiting;
    waiting = [];
    for (const { reply, body } of made) sendAtOnce(reply, body);
  };
  return (reply, body) => {
    waiting.push({ reply, body });
    if (waiting.length === 1) later(sendAll);
  };
}
