/** What a person sees who opens the address of the emulator: the console, or a line of text. */
import type { FastifyReply, FastifyRequest } from "fastify";

/** A browser asks for a page; clients of AWS sign their requests and name an operation. */
export function isVisit({ headers, query }: FastifyRequest): boolean {
  const wantsPage = headers.accept?.includes("text/html") === true;
  const isEmpty = Object.keys(query as object).length === 0;
  return wantsPage && isEmpty && headers.authorization === undefined;
}

/** Leads to a page, or says what this is. Draws no request id and changes nothing. */
export function greet(reply: FastifyReply, page: string | undefined): void {
  if (page !== undefined) {
    reply.redirect(page, 302);
    return;
  }
  reply
    .type("text/plain; charset=utf-8")
    .send(
      "asg-local answers here, as Amazon EC2 Auto Scaling does on AWS. Point the endpoint of an " +
        "AWS client at this address; /_asg-local/groups shows what there is.\n",
    );
}
