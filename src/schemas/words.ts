/** Schemas shared by world files and plans: names, durations, percentages, accounts, regions. */
import { z } from "zod";
import { accountForm, regionNameForm } from "../domain/place.ts";

export const name = z.string().min(1).max(255);
export const seconds = z.int().min(0).max(31_536_000);
/** AWS's integers, such as sizes of groups, are of 32 bits. */
export const integer = z.int().min(0).max(2_147_483_647);
export const percentage = z.int().min(0).max(100);
export const account = z.string().regex(accountForm, "expected 12 digits");
export const regionName = z.string().regex(regionNameForm, "expected a region's name");
