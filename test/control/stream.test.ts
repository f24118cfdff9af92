/** GET stream: what changes, as it changes. */
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { ChangeMessage } from "../../src/client/change-messages.ts";
import { connect } from "../../src/library/connect.ts";
import { carefully, serveWebFleet, type WebFleet } from "./web-fleet.ts";

const opened: WebFleet[] = [];
afterEach(() => Promise.all(opened.splice(0).map(({ server }) => server.close())));

/** A fleet that listens, because a stream cannot be injected. */
async function listening(options: Parameters<typeof serveWebFleet>[0] = {}) {
  const fleet = await serveWebFleet(options);
  opened.push(fleet);
  await fleet.server.listen({ port: 0, host: "127.0.0.1" });
  const { port } = fleet.server.server.address() as AddressInfo;
  return { ...fleet, control: connect(`http://127.0.0.1:${port}`) };
}

type Messages = AsyncIterableIterator<ChangeMessage>;

/** Reads until a message is the last one that is wanted. */
async function readUntil(messages: Messages, isLast: (message: ChangeMessage) => boolean) {
  const read: ChangeMessage[] = [];
  for (;;) {
    const { done, value } = await messages.next();
    if (done) throw new Error("the stream has ended");
    read.push(value);
    if (isLast(value)) return read;
  }
}

const isClockAt = (sequence: number) => (message: ChangeMessage) =>
  message.kind === "clock" && message.data.sequence >= sequence && !message.data.advancing;

const ofKind = <K extends ChangeMessage["kind"]>(messages: readonly ChangeMessage[], kind: K) =>
  messages.filter((one) => one.kind === kind) as Extract<ChangeMessage, { kind: K }>[];

describe("a stream", () => {
  test("begins with the clock, and tells each line, decision and change", async () => {
    const { control, call, post, emulator } = await listening();
    const changes = control.changes({ group: "web" });
    const { value: first } = await changes.next();
    expect(first).toMatchObject({ kind: "clock", data: { mode: "manual", advancing: false } });
    const before = emulator.lastSequence();
    await call("StartInstanceRefresh", carefully);
    await post("clock", { advance: "3h" });
    const read = await readUntil(changes, isClockAt(emulator.lastSequence()));
    await changes.return?.();
    const lines = await control.journal({ since: before });
    expect(ofKind(read, "journal").map(({ data }) => data)).toEqual(lines);
    const decided = lines.filter(({ type }) => type === "Decided").map(({ sequence }) => sequence);
    expect(ofKind(read, "decision").map(({ data }) => data.sequence)).toEqual(decided);
    expect(ofKind(read, "refresh").at(-1)?.data.refresh.status).toBe("Successful");
    const { instances, capacity } = await control.group("web");
    expect(ofKind(read, "instances").at(-1)?.data).toMatchObject({ capacity });
    expect(instances.id).toHaveLength(12);
  });
});
