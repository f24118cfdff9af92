/** Inputs and answers of the snapshot routes; the engine itself checks a snapshot's content. */
import { z } from "zod";
import { reset } from "../contracts.ts";
import type { RouteContract } from "../route.ts";

const content = z.looseObject({ format: z.unknown(), version: z.unknown() }).meta({
  id: "Snapshot",
  description: 'What GET snapshot answers: {"format":"asg-local","version":2,…}.',
});

export const snapshot = { answer: content, accepted: [] } satisfies RouteContract;

export const restoration = {
  input: content,
  answer: reset.answer
    .omit({ reset: true })
    .extend({ restored: z.literal(true) })
    .meta({ id: "Restoration" }),
  accepted: ["what GET /_asg-local/snapshot answers"],
} satisfies RouteContract;

const keptSnapshot = z
  .object({
    name: z.string(),
    at: z.string().meta({ description: "The virtual time that it holds." }),
    wallTime: z.string(),
    groups: z.number().int(),
    instances: z.number().int(),
    bytes: z.number().int(),
  })
  .meta({ id: "KeptSnapshot" });

export const kept = { answer: keptSnapshot, accepted: [] } satisfies RouteContract;

export const keptList = {
  answer: z.object({ snapshots: z.array(keptSnapshot) }).meta({ id: "KeptSnapshots" }),
  accepted: [],
} satisfies RouteContract;

export const keptRemoved = {
  answer: z.object({ removed: z.literal(true) }).meta({ id: "SnapshotRemoved" }),
  accepted: [],
} satisfies RouteContract;

export const keptRestoration = {
  answer: restoration.answer,
  accepted: [],
} satisfies RouteContract;
