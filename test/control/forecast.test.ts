/** GET groups/{name}/forecast: the end of the refresh under way, as it then comes about. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { carefully, serveWebFleet, type WebFleet } from "./web-fleet.ts";

let fleet: WebFleet;
beforeEach(async () => {
  fleet = await serveWebFleet();
});
afterEach(() => fleet.server.close());

const refreshes = async () => (await fleet.get("groups/web/refreshes")).body.refreshes;

test("tells the end that then comes about, whenever it is asked, and changes nothing", async () => {
  await fleet.call("StartInstanceRefresh", carefully);
  const { body: first } = await fleet.get("groups/web/forecast");
  expect(first).toMatchObject({ group: "web", end: { status: "Successful", statusReason: null } });
  await fleet.post("clock", { advance: "7m" });
  const before = fleet.emulator.snapshot();
  expect((await fleet.get("groups/web/forecast")).body).toEqual(first);
  expect(fleet.emulator.snapshot()).toEqual(before);
  await fleet.post("clock", { until: "settled" });
  const { id, status, endTime } = (await refreshes()).at(-1);
  expect([id, status, endTime]).toEqual([first.refresh, "Successful", first.end.at]);
});

test("knows how a refresh fails, and why", async () => {
  await fleet.call("StartInstanceRefresh", {
    ...carefully,
    "DesiredConfiguration.LaunchTemplate.Version": "3",
  });
  const { body } = await fleet.get("groups/web/forecast");
  await fleet.post("clock", { until: { group: "web", status: ["Failed"] } });
  const { endTime } = (await refreshes()).at(-1);
  expect(body.end).toMatchObject({ at: endTime, status: "Failed" });
  expect(body.end.statusReason).toContain("making no progress for one hour");
});

test("without a refresh under way there is no end, and an unknown group is 404", async () => {
  expect(await fleet.get("groups/web/forecast")).toMatchObject({
    status: 200,
    body: { group: "web", refresh: null, end: null },
  });
  expect(await fleet.get("groups/nosuch/forecast")).toMatchObject({ status: 404 });
  expect(await fleet.get("groups/web/forecast?limit=1")).toMatchObject({ status: 400 });
});
