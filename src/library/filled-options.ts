/** Validates the options of `startEmulator` and fills in defaults. */

import type { AssemblyOptions } from "../assembly.ts";
import { accountForm, regionNameForm } from "../domain/place.ts";
import { type Instant, parseInstant } from "../domain/time.ts";
import { isSpeed, speedLimits } from "../pacer.ts";
import { isOtherEmulator, otherEmulatorForm } from "./other-emulator.ts";
import type { StartEmulatorOptions } from "./start-options.ts";
import { webOrigin, webOriginForm } from "./web-origin.ts";

const otherEmulator = [
  (value: unknown) => isText(value) && isOtherEmulator(value),
  otherEmulatorForm,
] as const;

/** The check of each option, with the sentence of its refusal. */
const checks: {
  readonly [N in keyof Required<StartEmulatorOptions>]: readonly [
    (value: never) => boolean,
    string,
  ];
} = {
  port: [isPort, "a port from 0 to 65535"],
  clock: [isOneOf("manual", "realtime"), "manual or realtime"],
  speed: [isSpeedNumber, `a number from ${speedLimits.lowest} to ${speedLimits.highest}`],
  startTime: [(at: unknown) => readTime(at) !== undefined, "ISO 8601 with a zone, or a Date"],
  seed: [isText, "a text"],
  timing: [isOneOf("aws", "fast", "instant"), "aws, fast or instant"],
  connectionDraining: [(value: unknown) => typeof value === "boolean", "true or false"],
  min100: [isOneOf("terminate-first", "launch-first"), "terminate-first or launch-first"],
  strictImages: [(value: unknown) => typeof value === "boolean", "true or false"],
  lateEvents: [(value: unknown) => typeof value === "boolean", "true or false"],
  account: [(value: unknown) => isText(value) && accountForm.test(value), "12 digits"],
  region: [isRegionName, "a region's name, such as us-east-1"],
  world: [isText, "the path of a world file"],
  ec2Endpoint: otherEmulator,
  targetsEndpoint: otherEmulator,
  sqsEndpoint: otherEmulator,
  snsEndpoint: otherEmulator,
  lambdaEndpoint: otherEmulator,
  allowOrigins: [areOrigins, `a list, each member ${webOriginForm}`],
};

export type FilledOptions = AssemblyOptions & {
  readonly port: number;
  readonly ec2Endpoint: string | undefined;
  readonly messageEndpoints: StartEmulatorOptions;
  readonly allowedOrigins: readonly string[];
};

/** Throws a TypeError that names the option and what it must be. */
export function filledOptions(options: StartEmulatorOptions): FilledOptions {
  checkOptions(options, "startEmulator");
  const { clock = "manual", speed, startTime, timing, min100, strictImages, world } = options;
  const { connectionDraining } = options;
  return {
    clock,
    speed: speed ?? 1,
    timing,
    connectionDraining,
    min100,
    strictImages,
    lateEvents: options.lateEvents,
    world,
    port: options.port ?? 0,
    ec2Endpoint: options.ec2Endpoint,
    messageEndpoints: options,
    allowedOrigins: (options.allowOrigins ?? []).map((origin) => String(webOrigin(origin))),
    startTime: readTime(startTime),
    seed: options.seed ?? "asg-local",
    account: options.account ?? "000000000000",
    region: options.region ?? "us-east-1",
  };
}

/** Throws a TypeError that names who was given the options. */
export function checkOptions(options: StartEmulatorOptions, whose: string): void {
  for (const [name, value] of Object.entries(options)) {
    const wrong = whatIsWrongWith(name, value);
    if (wrong !== undefined) throw new TypeError(`${whose}: ${wrong}`);
  }
  const { clock = "manual", speed } = options;
  if (clock === "manual" && speed !== undefined) {
    throw new TypeError(`${whose}: speed has no effect while clock is manual`);
  }
}

function whatIsWrongWith(name: string, value: unknown): string | undefined {
  if (!Object.hasOwn(checks, name)) {
    return `no option "${name}"; there are ${Object.keys(checks).join(", ")}`;
  }
  const [isRight, wanted] = checks[name as keyof typeof checks];
  if (value === undefined || isRight(value as never)) return undefined;
  return `${name} must be ${wanted}, not ${JSON.stringify(value)}`;
}

function readTime(at: unknown): Instant | undefined {
  if (typeof at === "string") return parseInstant(at);
  const isTime = at instanceof Date && !Number.isNaN(at.getTime());
  return isTime ? at.getTime() : undefined;
}

function isOneOf(...texts: readonly string[]) {
  return (value: unknown) => texts.includes(value as string);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function areOrigins(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => isText(one) && webOrigin(one) !== undefined);
}

function isRegionName(value: unknown): boolean {
  return isText(value) && regionNameForm.test(value);
}

function isPort(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535;
}

function isSpeedNumber(value: unknown): boolean {
  return typeof value === "number" && isSpeed(value);
}
