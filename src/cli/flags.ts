/** Parses the values of flags and environment variables; each refusal says what is accepted. */

import { InvalidArgumentError } from "commander";
import { accountForm, regionNameForm } from "../domain/place.ts";
import { type Instant, parseInstant } from "../domain/time.ts";
import { isOtherEmulator, isWebhookUrl, otherEmulatorForm } from "../library/other-emulator.ts";
import { webOrigin, webOriginForm } from "../library/web-origin.ts";
import { isSpeed, speedLimits } from "../pacer.ts";

export function readPort(text: string): number {
  const port = Number(text);
  const isPort = /^\d{1,5}$/.test(text) && port <= 65_535;
  if (!isPort) throw new InvalidArgumentError("It must be from 0 to 65535; 0 takes a free one.");
  return port;
}

export function readByteCount(text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number of bytes.");
}

export function readSpeed(text: string): number {
  const speed = text.trim() === "" ? Number.NaN : Number(text);
  if (isSpeed(speed)) return speed;
  const { lowest, highest } = speedLimits;
  throw new InvalidArgumentError(`It must be a number from ${lowest} to ${highest}.`);
}

export function readStartTime(text: string): Instant {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  throw new InvalidArgumentError("It must be ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.");
}

export function readAccount(text: string): string {
  if (accountForm.test(text)) return text;
  throw new InvalidArgumentError("It must have 12 digits.");
}

export function readRegion(text: string): string {
  if (regionNameForm.test(text)) return text;
  throw new InvalidArgumentError("It must be a region's name, such as us-east-1.");
}

/** May be given more than once, and with commas. */
export function readHosts(text: string, previous: readonly string[]): readonly string[] {
  const hosts = text.split(",").map((host) => host.trim().toLowerCase());
  const areHosts = hosts.every((host) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host));
  if (areHosts) return [...previous, ...hosts];
  throw new InvalidArgumentError("It must be host names without port, separated by commas.");
}

/** May be given more than once, and with commas. */
export function readOrigins(text: string, previous: readonly string[]): readonly string[] {
  const origins = text.split(",").map((origin) => webOrigin(origin.trim()));
  if (!origins.includes(undefined)) return [...previous, ...origins.map(String)];
  throw new InvalidArgumentError(`It must be ${webOriginForm}.`);
}

export function readOtherEmulator(text: string): string {
  if (isOtherEmulator(text)) return text;
  throw new InvalidArgumentError(`It must be ${otherEmulatorForm}.`);
}

export function readWebhook(text: string): string {
  if (isWebhookUrl(text)) return text;
  throw new InvalidArgumentError("It must be a URL, such as http://127.0.0.1:8080/events.");
}

export function readText(text: string): string {
  if (text !== "" && text.length <= 256) return text;
  throw new InvalidArgumentError("It must have from 1 to 256 characters.");
}

/** A switch that environment variables can also turn off. */
export function readSwitch(text: string): boolean {
  if (text === "true" || text === "1") return true;
  if (text === "false" || text === "0") return false;
  throw new InvalidArgumentError("It must be true or false.");
}

/** Of one instance-hour, in any currency. */
export function readPrice(text: string): number {
  if (/^\d{1,9}(\.\d{1,9})?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a number, such as 0.0416.");
}

/** `95%` or `95`. */
export function readPercentage(text: string): number {
  const [, digits] = /^(\d{1,3}(?:\.\d)?) ?%?$/.exec(text) ?? [];
  if (digits !== undefined && Number(digits) <= 200) return Number(digits);
  throw new InvalidArgumentError("It must be a percentage, such as 95%.");
}

/** An object of AWS's own members. */
export type Members = Readonly<Record<string, unknown>>;

export function readMembers(text: string): Members {
  const value = parsedJson(text);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject) return value as Members;
  throw new InvalidArgumentError("It must be a JSON object, such as '{\"InstanceWarmup\":60}'.");
}

export function readList(text: string): readonly unknown[] {
  const value = parsedJson(text);
  if (Array.isArray(value)) return value;
  const example = '\'[{"hook":"ready","afterSeconds":60}]\'';
  throw new InvalidArgumentError(`It must be a JSON list, such as ${example}.`);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
