/** Answers that were made soon after each other are sent together, in the order they were made. */
import { expect, it } from "vitest";
import { type SendBody, sendTogether } from "../../src/wire/send-together.ts";

type Reply = Parameters<SendBody>[0];

/** A queue whose work is run by hand, and replies that tell what they sent. */
function stage() {
  const sent: string[] = [];
  const due: (() => void)[] = [];
  const send = sendTogether((run) => due.push(run));
  const reply = (name: string) =>
    ({ send: (body: string) => void sent.push(`${name} ${body}`) }) as unknown as Reply;
  return { sent, due, send, reply };
}

it("sends all that was made before its round ends, once", () => {
  const { sent, due, send, reply } = stage();
  send(reply("a"), "1");
  send(reply("b"), "2");
  expect(sent).toEqual([]);
  expect(due).toHaveLength(1);
  for (const run of due.splice(0)) run();
  expect(sent).toEqual(["a 1", "b 2"]);
});

it("leaves to the next round what is made while it sends", () => {
  const { sent, due, send, reply } = stage();
  const first = { send: () => send(reply("later"), "2") } as unknown as Reply;
  send(first, "1");
  due.shift()?.();
  expect(sent).toEqual([]);
  due.shift()?.();
  expect(sent).toEqual(["later 2"]);
});
