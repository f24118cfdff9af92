/** The whole product without a network, over the example world: AWS calls and control calls. */
import type { FastifyInstance } from "fastify";
import { type Assembly, type AssemblyOptions, assemble } from "../../src/assembly.ts";
import { buildServer } from "../../src/server.ts";
import { repository, signedHeaders } from "../cli/product.ts";

export interface WebFleet extends Assembly {
  readonly server: FastifyInstance;
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body: unknown) => Promise<Answer>;
  /** An AWS call on group `web`; throws when it is refused. */
  readonly call: (action: string, members?: Readonly<Record<string, string>>) => Promise<string>;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into member by member.
  readonly body: any;
}

interface WebFleetOptions extends Partial<AssemblyOptions> {
  readonly console?: boolean;
}

export async function serveWebFleet(options: WebFleetOptions = {}): Promise<WebFleet> {
  const place = { account: "000000000000", region: "us-east-1" };
  const startTime = Date.parse("2026-03-01T12:00:00Z");
  const assembly = await assemble({
    ...place,
    seed: "control",
    clock: "manual",
    speed: 1,
    startTime,
    world: `${repository}/fixtures/worlds/web-fleet.json`,
    ...options,
  });
  const server = buildServer({
    ...assembly,
    allowUnsigned: false,
    allowedHosts: [],
    console: options.console,
    about: { ...place, version: "0.0.0", seed: "control", timing: "aws" },
  });
  const ask = async (method: "GET" | "POST", path: string, payload?: string) => {
    const url = `/_asg-local/${path}`;
    const answer = await server.inject({ method, url, ...(payload && { payload }) });
    const isJson = String(answer.headers["content-type"]).startsWith("application/json");
    const { statusCode: status, body: text } = answer;
    return { status, text, body: isJson ? answer.json() : undefined };
  };
  return {
    ...assembly,
    server,
    get: (path) => ask("GET", path),
    post: (path, body) => ask("POST", path, JSON.stringify(body)),
    call: async (Action, members = {}) => {
      const form = { Action, Version: "2011-01-01", AutoScalingGroupName: "web", ...members };
      const payload = new URLSearchParams(form).toString();
      const answer = await server.inject({
        method: "POST",
        url: "/",
        headers: signedHeaders,
        payload,
      });
      if (answer.statusCode !== 200) throw new Error(answer.body);
      return answer.body;
    },
  };
}

/** Version 2, nine of ten healthy, five minutes of warmup, and a stop at the half. */
export const carefully = {
  "DesiredConfiguration.LaunchTemplate.LaunchTemplateName": "web",
  "DesiredConfiguration.LaunchTemplate.Version": "2",
  "Preferences.MinHealthyPercentage": "90",
  "Preferences.InstanceWarmup": "300",
  "Preferences.CheckpointPercentages.member.1": "50",
  "Preferences.CheckpointPercentages.member.2": "100",
  "Preferences.CheckpointDelay": "600",
} as const;
