/**
 * The entry for Testcontainers with the real package, but without Docker: what a container would be
 * started with is what the product understands, and a started one has the clients.
 */
import { join } from "node:path";
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { GenericContainer, type StartedTestContainer } from "testcontainers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { AsgLocalContainer } from "../../src/library/testcontainers.ts";
import { type Product, repository, startProduct } from "../cli/product.ts";

const world = join(repository, "fixtures/worlds/web-fleet.json");

/** What the package keeps of a container that is not started yet. */
class Looked extends AsgLocalContainer {
  get settings() {
    const { environment, exposedPorts, filesToCopy, imageName, waitStrategy } = this;
    return { environment, exposedPorts, filesToCopy, image: imageName.string, waitStrategy };
  }
}

let product: Product | undefined;

afterEach(async () => {
  vi.restoreAllMocks();
  await product?.stop();
  product = undefined;
});

/** The container's product, as a process, and the container as Docker would have started it. */
async function startWithoutDocker(container: Looked) {
  const { ASG_LOCAL_WORLD: inContainer, ...environment } = container.settings.environment;
  const [copied] = container.settings.filesToCopy.filter(({ target }) => target === inContainer);
  const own =
    copied === undefined ? environment : { ...environment, ASG_LOCAL_WORLD: copied.source };
  product = await startProduct(["--log", "silent"], own);
  const { hostname, port } = new URL(product.endpoint);
  const started = { getHost: () => hostname, getMappedPort: () => Number(port) };
  const start = vi.spyOn(GenericContainer.prototype, "start");
  start.mockResolvedValue(started as unknown as StartedTestContainer);
  return container.start();
}

describe("a container", () => {
  test("has the image, the port, and waits until the emulator is ready", () => {
    const { image, exposedPorts, waitStrategy, filesToCopy } = new Looked().settings;
    expect([image, exposedPorts, filesToCopy]).toEqual(["asg-local:latest", [4577], []]);
    expect(waitStrategy).toMatchObject({ path: "/_asg-local/ready", port: 4577 });
    expect(new Looked("registry.test/asg-local:1").settings.image).toBe(
      "registry.test/asg-local:1",
    );
  });

  test("begins as startEmulator does", async () => {
    const started = await startWithoutDocker(new Looked());
    const about = { account: "000000000000", region: "us-east-1", seed: "asg-local" };
    expect(await started.control.info()).toMatchObject({ ...about, clock: { mode: "manual" } });
  });

  test("passes every option on, and copies the world", async () => {
    const container = new Looked().withOptions({ clock: "realtime" }).withOptions({
      world,
      speed: 60,
      startTime: new Date("2026-03-01T12:00:00Z"),
      seed: "seven",
      timing: "fast",
      connectionDraining: true,
      min100: "terminate-first",
      strictImages: false,
      lateEvents: true,
      account: "123456789012",
      ec2Endpoint: "http://other:4566",
      allowOrigins: ["http://localhost:3000", "http://localhost:3001"],
    });
    const started = await startWithoutDocker(container);
    const info = await started.control.info();
    expect(info).toMatchObject({
      account: "123456789012",
      seed: "seven",
      timing: "fast",
      clock: { now: expect.stringMatching(/^2026-03-01T12:0/), mode: "realtime", speed: 60 },
      counts: { groups: 1, instances: 12 },
    });
    const origin = { headers: { origin: "http://localhost:3001" } };
    expect((await fetch(`${started.endpoint}/_asg-local/info`, origin)).status).toBe(200);
    const client = new AutoScaling(started.clientConfiguration);
    const { AutoScalingGroups = [] } = await client.describeAutoScalingGroups({});
    expect(AutoScalingGroups.map((group) => group.AutoScalingGroupName)).toEqual(["web"]);
    expect(AutoScalingGroups[0]?.AutoScalingGroupARN).toContain("us-east-1:123456789012");
    client.destroy();
  });

  test("names itself to programs here, and to containers of its network", async () => {
    const started = await startWithoutDocker(new Looked().withOptions({ region: "eu-west-1" }));
    const { endpoint } = started;
    expect(await started.control.info()).toMatchObject({ region: "eu-west-1" });
    const region = { AWS_REGION: "eu-west-1" };
    expect(started.environment).toMatchObject({ AWS_ENDPOINT_URL: endpoint, ...region });
    const inside = started.environmentInNetwork("asg");
    expect(inside).toMatchObject({ AWS_ENDPOINT_URL: "http://asg:4577", ...region });
  });

  test.each([
    [{ timing: "slow" }, "AsgLocalContainer: timing must be aws, fast or instant"],
    [{ prot: 1 }, 'AsgLocalContainer: no option "prot"'],
    [{ port: 1 }, "AsgLocalContainer: the port is Docker's to choose"],
    [{ speed: 60 }, "AsgLocalContainer: speed has no effect while clock is manual"],
  ])("refuses %j before anything starts", (options, sentence) => {
    const withThem = () => new AsgLocalContainer().withOptions(options as object);
    expect(withThem).toThrow(TypeError);
    expect(withThem).toThrow(sentence);
  });
});
