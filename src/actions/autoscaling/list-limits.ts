/** Refuses lists longer than AWS documents; its model lacks these limits. */
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import { validationError } from "../../model/faults.ts";

export function checkLength(
  list: readonly unknown[] | undefined,
  { member, most }: { readonly member: string; readonly most: number },
): void {
  if ((list ?? []).length > most) throw validationError(inferredTexts.listTooLong(member, most));
}
