/** Every operation of every model, through the real SDK client, in both directions. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serviceModel } from "../../src/model/shapes.ts";
import type { Call } from "../../src/wire/call.ts";
import { sources } from "../model/generator/services.ts";
import { type SdkOperation, sdkOperations } from "../model/sdk-schemas.ts";
import { type Random, randomValue, seeded } from "./random-values.ts";
import { startWireServer, type WireServer } from "./server.ts";

const rounds = 10;
const calls: Call[] = [];
let output: unknown;
let server: WireServer;

beforeAll(async () => {
  const call = (received: Call) => {
    calls.push(received);
    return output;
  };
  server = await startWireServer({ call });
});
afterAll(() => server.close());

interface Client {
  readonly send: (command: unknown) => Promise<object>;
}
type CommandClass = new (input: unknown) => unknown;

/** Each service with the client, hence the protocol, that calls it. */
const ways = [
  { service: "autoscaling", client: "autoscaling" },
  { service: "ec2", client: "ec2" },
  { service: "cloudwatch", client: "cloudwatchJson" },
  { service: "cloudwatch", client: "cloudwatchQuery" },
  { service: "cloudwatch", client: "cloudwatchCbor" },
  { service: "elb", client: "elb" },
  { service: "elbv2", client: "elbv2" },
  { service: "ssm", client: "ssm" },
  { service: "events", client: "events" },
  { service: "sts", client: "sts" },
] as const;
type Way = (typeof ways)[number];

/** With an EndpointId the SDK signs for several regions, with a package that is not there. */
function withoutGlobalEndpoint(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== "EndpointId"));
}

async function roundTrip({ service, client: way }: Way, operation: SdkOperation, random: Random) {
  const { name } = operation;
  const model = serviceModel(service);
  const shapes = model.operations.get(name);
  const drawn = operation.input
    ? randomValue({ model, random, direction: "input" }, operation.input, shapes?.input)
    : {};
  const input = withoutGlobalEndpoint(drawn as object);
  output = operation.output
    ? randomValue({ model, random, direction: "output" }, operation.output, shapes?.output)
    : {};
  const Command = sources[service].sdk[`${name}Command`] as CommandClass;
  const client = server[way] as unknown as Client;
  const { $metadata: _metadata, ...answer } = (await client.send(new Command(input))) as Record<
    string,
    unknown
  >;
  const call = calls.pop();
  return { input, answer, call };
}

describe.each(ways)("$client", (way) => {
  const { service } = way;
  const operations = sdkOperations(sources[service].sdk);
  const kept = operations.filter(({ name }) => serviceModel(service).operations.has(name));

  it.each(kept.map((operation, index) => ({ name: operation.name, operation, index })))(
    "$name: input arrives and output comes back unchanged (R-003 R-004 R-014 R-018)",
    async ({ operation, index }) => {
      for (let round = 0; round < rounds; round += 1) {
        const seed = index * 1000 + round;
        const { input, answer, call } = await roundTrip(way, operation, seeded(seed));
        const about = `seed ${seed}`;
        expect([call?.service, call?.operation], about).toEqual([service, operation.name]);
        expect(call?.input, about).toEqual(input);
        expect(answer, about).toEqual(output);
        const caller = { account: "123456789012", region: "eu-central-1" };
        expect(call?.caller).toMatchObject(caller);
      }
    },
  );
});
