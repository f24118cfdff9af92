/**
 * Answers that are given again because nothing they were made from has changed. A poll is mostly
 * the same request, word for word, between two changes: it is routed, decoded, validated, run and
 * written once.
 */
import type { FastifyRequest } from "fastify";
import type { ServiceName } from "../model/shapes.ts";
import type { Protocol, Written, WrittenAnswer } from "./protocol.ts";

/** An answer that stands: what the log says of it, and the answer for a request id. */
export interface KeptAnswer {
  readonly service: ServiceName;
  readonly action: string;
  readonly group: string | undefined;
  readonly written: (requestId: string) => Written;
}

export interface KeptAnswers {
  /** The answer to a request of these words, if it still stands. */
  find(words: string): KeptAnswer | undefined;
  /** Keeps an answer that was made in this state. */
  keep(words: string, state: object, answer: NewAnswer): void;
}

type NewAnswer = Omit<KeptAnswer, "written"> & { readonly written: WrittenAnswer };

/** Bytes of all answers together: some of the largest group that there can be. */
const mostBytes = 64 * 1024 * 1024;

/** Requests in different words since the last change. */
const mostAnswers = 1000;

/** `stateNow` is the same object until something changes; then all answers are forgotten. */
export function keepAnswers(stateNow: () => object): KeptAnswers {
  const answers = new Map<string, KeptAnswer>();
  let madeIn: object | undefined;
  let bytes = 0;
  const forget = () => {
    bytes = 0;
    answers.clear();
  };
  const forgetOthersThan = (state: object) => {
    if (madeIn !== state) forget();
    madeIn = state;
  };
  return {
    find: (words) => {
      if (!answers.has(words)) return undefined;
      forgetOthersThan(stateNow());
      return answers.get(words);
    },
    keep: (words, state, { written, ...answer }) => {
      forgetOthersThan(state);
      bytes += words.length + written.before.length;
      if (bytes > mostBytes || answers.size === mostAnswers) return forget();
      answers.set(words, { ...answer, written: givenAgain(written) });
    },
  };
}

/** Up to here a text goes out faster than bytes, whose memory is dear; what is longer is bytes. */
const longestText = 64 * 1024;

function givenAgain({ before, after, headers }: WrittenAnswer): KeptAnswer["written"] {
  const start = Buffer.from(before);
  if (after === undefined) return () => ({ body: start, headers });
  if (start.length > longestText) {
    const end = (requestId: string) => Buffer.from(requestId + after);
    return (requestId) => ({ body: Buffer.concat([start, end(requestId)]), headers });
  }
  // Text that has just been put together is in pieces, which would be joined for each answer anew.
  const text = start.toString();
  return (requestId) => ({ body: text + requestId + after, headers });
}

const credential = /^AWS4-HMAC-SHA256 Credential=([^,\s]*)/;

/**
 * The words of a request: two of the same words ask for the same, in the name of the same, whatever
 * the time and the signature. Undefined for one that is in other words each time, by its address.
 */
export function wordsOf(request: FastifyRequest, protocol: Protocol): string | undefined {
  const { method, headers } = request;
  const [, caller] = credential.exec(headers.authorization ?? "") ?? [];
  if (method !== "POST" || caller === undefined) return undefined;
  return `${caller} ${protocol.wordsOf(request)}`;
}
