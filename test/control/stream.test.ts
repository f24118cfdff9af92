/** GET stream: what changes, as it changes. */
import { type AddressInfo, createConnection } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ChangeMessage } from "../../src/client/change-messages.ts";
import { connect } from "../../src/library/connect.ts";
import { buildServer } from "../../src/server.ts";
import { carefully, serveWebFleet, type WebFleet } from "./web-fleet.ts";

const opened: WebFleet[] = [];
afterEach(() => Promise.all(opened.splice(0).map(({ server }) => server.close())));

/** A fleet that listens, because a stream cannot be injected. */
async function listening(options: Parameters<typeof serveWebFleet>[0] = {}) {
  const fleet = await serveWebFleet(options);
  opened.push(fleet);
  await fleet.server.listen({ port: 0, host: "127.0.0.1" });
  const { port } = fleet.server.server.address() as AddressInfo;
  return { ...fleet, port, control: connect(`http://127.0.0.1:${port}`) };
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

test("a message of a group has settings, waiting hooks and alarms as they are (G-4)", async () => {
  const { control, post, emulator } = await listening();
  const call = (operation: string, members: object) => {
    const input = { AutoScalingGroupName: "web", ...members };
    return control.call({ service: "autoscaling", operation, input });
  };
  const ofCloudWatch = (operation: string, input: object) =>
    control.call({ service: "cloudwatch", operation, input: { AlarmName: "errors", ...input } });
  await ofCloudWatch("PutMetricAlarm", {
    MetricName: "5XX",
    Namespace: "shop",
    Statistic: "Sum",
    ComparisonOperator: "GreaterThanThreshold",
    EvaluationPeriods: 1,
    Period: 60,
    Threshold: 1,
  });
  await ofCloudWatch("SetAlarmState", { StateValue: "OK", StateReason: "quiet" });
  await call("StartInstanceRefresh", {
    Preferences: { AlarmSpecification: { Alarms: ["errors"] } },
  });
  const changes = control.changes({ kinds: ["clock", "instances"] });
  const latest = async () => {
    const read = await readUntil(changes, isClockAt(emulator.lastSequence()));
    return ofKind(read, "instances").at(-1)?.data;
  };
  await changes.next();
  await call("PutLifecycleHook", {
    LifecycleHookName: "install",
    LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
    HeartbeatTimeout: 600,
  });
  expect(await latest()).toMatchObject({ settings: { lifecycleHooks: ["install"] }, hooks: [] });
  await post("clock", { advance: "1m" });
  const [waiting] = (await control.group("web")).hooks;
  expect(await latest()).toMatchObject({ hooks: [waiting] });
  await ofCloudWatch("SetAlarmState", { StateValue: "INSUFFICIENT_DATA", StateReason: "lost" });
  const alarms = [{ name: "errors", state: "INSUFFICIENT_DATA", reason: "lost" }];
  expect(await latest()).toMatchObject({ alarms });
  await changes.return?.();
});

const sequencesOf = (messages: readonly ChangeMessage[]) =>
  ofKind(messages, "journal").map(({ data }) => data.sequence);

/** Group web gets so many instances. */
async function grow({ control }: Awaited<ReturnType<typeof listening>>, DesiredCapacity: number) {
  const input = { AutoScalingGroupName: "web", MaxSize: 3000, DesiredCapacity };
  await control.call({ service: "autoscaling", operation: "UpdateAutoScalingGroup", input });
  await control.advance("10m");
}

test("of more than a thousand changed instances a gap tells to read the group (G-4)", async () => {
  const fleet = await listening();
  const { control, call, emulator } = fleet;
  await grow(fleet, 1100);
  const changes = control.changes({ kinds: ["clock", "instances"], group: "web" });
  await changes.next();
  await call("StartInstanceRefresh", carefully);
  await control.advance("1m");
  const read = await readUntil(changes, isClockAt(emulator.lastSequence()));
  await changes.return?.();
  expect(ofKind(read, "gap").map(({ data }) => data)).toContainEqual({
    account: "000000000000",
    region: "us-east-1",
    group: "web",
    reread: "group",
    sequence: expect.any(Number),
    why: "many instances",
  });
});

describe("a reader that comes back (T-7)", () => {
  test("misses nothing and is told nothing twice", async () => {
    const { control, call, post, emulator } = await listening();
    const before = emulator.lastSequence();
    const first = control.changes({ kinds: ["clock", "journal"] });
    await first.next();
    await call("StartInstanceRefresh", carefully);
    const read = await readUntil(first, ({ kind }) => kind === "journal");
    await first.return?.();
    await post("clock", { advance: "3h" });
    const since = read.at(-1)?.id;
    const second = control.changes({ kinds: ["clock", "journal"], since });
    const rest = await readUntil(second, isClockAt(emulator.lastSequence()));
    await second.return?.();
    const all = emulator.journalAfter(before).map(({ sequence }) => sequence);
    expect([...sequencesOf(read), ...sequencesOf(rest)]).toEqual(all);
  });

  test("is told to read anew after a reset, a snapshot and a restart", async () => {
    const fleet = await listening();
    const { control, call, post, emulator } = fleet;
    const isGap = ({ kind }: ChangeMessage) => kind === "gap";
    const open = control.changes();
    const { value: clock } = await open.next();
    await call("StartInstanceRefresh", carefully);
    const snapshot = await control.snapshot();
    await post("reset", {});
    const [gap] = ofKind(await readUntil(open, isGap), "gap");
    expect(gap?.data).toEqual({ reread: "all", why: "another world" });
    await control.restore(snapshot);
    await readUntil(open, isGap);
    await open.return?.();
    const late = control.changes({ since: clock?.id });
    expect((await late.next()).value).toMatchObject({ kind: "gap", data: { reread: "all" } });
    await late.return?.();
    const { value: before } = await control.changes().next();
    const about = { version: "0", account: "1", region: "r", seed: "s", timing: "aws" };
    const server = buildServer({ ...fleet, about, allowUnsigned: false, allowedHosts: [] });
    const endpoint = await server.listen({ port: 0, host: "127.0.0.1" });
    const restarted = connect(endpoint).changes({ since: before?.id });
    expect((await restarted.next()).value).toMatchObject({ kind: "gap" });
    await restarted.return?.();
    await server.close();
    expect(emulator.lastSequence()).toBeGreaterThan(0);
  });
});

describe("what a stream costs (T-7)", () => {
  test("a reader far behind is told of a gap", async () => {
    const { control } = await listening();
    const input = { AutoScalingGroupName: "web", MaxSize: 3000, DesiredCapacity: 1500 };
    await control.call({ service: "autoscaling", operation: "UpdateAutoScalingGroup", input });
    await control.advance("10m");
    const { sequence } = await control.group("web");
    const far = control.changes({ since: sequence - 5001 });
    expect((await far.next()).value).toMatchObject({
      kind: "gap",
      data: { reread: "all", sequence: expect.any(Number), why: "too far behind" },
    });
    await far.return?.();
  });

  test("a reader whose socket is not drained gets a gap (G-1, C-33)", async () => {
    const fleet = await listening();
    const socket = createConnection(fleet.port, "127.0.0.1");
    socket.pause();
    socket.write(
      "GET /_asg-local/stream?kinds=journal,instances HTTP/1.1\r\nHost: localhost\r\n\r\n",
    );
    await grow(fleet, 3000);
    const bytesBefore = socket.bytesRead;
    let text = "";
    socket.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    socket.resume();
    await expect.poll(() => text, { timeout: 20_000 }).toContain('"why":"too far behind"');
    socket.destroy();
    expect(fleet.emulator.lastSequence()).toBeGreaterThan(10_000);
    expect([bytesBefore < 1_048_576, text.length < 2 * 1_048_576]).toEqual([true, true]);
  });

  test("thirty-two can be open without a warning, and another when one has closed", async () => {
    const warn = vi.spyOn(process, "emitWarning");
    const { control } = await listening();
    const open = Array.from({ length: 32 }, () => control.changes({ kinds: ["clock"] }));
    await Promise.all(open.map((changes) => changes.next()));
    await expect(control.changes().next()).rejects.toMatchObject({ status: 429 });
    await open[0]?.return?.();
    await vi.waitFor(async () => {
      const more = control.changes({ kinds: ["clock"] });
      expect((await more.next()).value?.kind).toBe("clock");
      open.push(more);
    });
    await Promise.all(open.map((changes) => changes.return?.()));
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test("no timer is set when nobody listens, and none runs for a clock that stands", async () => {
    const { control, call } = await listening();
    const changes = control.changes();
    await changes.next();
    await changes.return?.();
    await call("StartInstanceRefresh", carefully);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const set = vi.spyOn(globalThis, "setTimeout");
    await new Promise((resolve) => setImmediate(resolve));
    await call("DescribeAutoScalingGroups");
    expect(set).not.toHaveBeenCalled();
    set.mockRestore();
  });

  test("the journal is the same with and without readers", async () => {
    const told = async (isRead: boolean) => {
      const { control, call, post, emulator } = await listening();
      const open = isRead ? [control.changes(), control.changes({ group: "web" })] : [];
      await Promise.all(open.map((changes) => changes.next()));
      await call("StartInstanceRefresh", carefully);
      for (let step = 0; step < 12; step += 1) await post("clock", { advance: "10m" });
      await Promise.all(open.map((changes) => changes.return?.()));
      return JSON.stringify(emulator.journalAfter(0));
    };
    expect(await told(true)).toBe(await told(false));
  });
});
