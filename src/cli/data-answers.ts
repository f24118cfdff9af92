/** Checks or repairs a folder of `--data`, and prints the result. */
import { assemble } from "../assembly.ts";
import { type Instant, isoSecond } from "../domain/time.ts";
import { checkFolder, type FolderReport } from "../durable/check-folder.ts";
import { isFolder } from "../durable/make-folder.ts";
import { type Lost, type Repair, repairFolder } from "../durable/repair-folder.ts";
import { withRefusals } from "./kept-world.ts";
import { processes } from "./processes.ts";
import { Refusal } from "./refusal.ts";
import { show } from "./terminal.ts";

export interface DataFlags {
  readonly json?: boolean;
}

/** Returns the exit code: 1 when the folder is damaged. */
export async function checkData(folder: string, flags: DataFlags): Promise<number> {
  refuseMissing(folder);
  // The stored settings replace these.
  const place = { account: "000000000000", region: "us-east-1" };
  const assembly = await assemble({ ...place, seed: "", clock: "manual", speed: 1 });
  const report = withRefusals(() => checkFolder(folder, processes, { ...assembly, seed: "" }));
  tell(flags, reportJson(report), reportText(report));
  return report.isWhole ? 0 : 1;
}

export function repairData(folder: string, flags: DataFlags): void {
  refuseMissing(folder);
  const repair = withRefusals(() => repairFolder(folder, processes));
  tell(flags, repairJson(folder, repair), repairText(folder, repair));
}

function refuseMissing(folder: string): void {
  if (!withRefusals(() => isFolder(folder)))
    throw new Refusal(`${folder}: there is no such folder`, 2);
}

function reportText({ folder, isWhole, contents, complaint }: FolderReport): string {
  if (contents === undefined) {
    return isWhole ? `${folder}: whole; it holds nothing yet` : `not whole: ${complaint}`;
  }
  const { generation, version, product, records, from, until, tornAt } = contents;
  return [
    isWhole ? `${folder}: whole` : `not whole: ${complaint}`,
    `  generation ${generation}, format ${version}, written by asg-local ${product}`,
    `  a snapshot and ${counted(records, "record")} after it`,
    `  virtual time ${isoSecond(from)} to ${isoSecond(until)}`,
    ...(tornAt === undefined
      ? []
      : [`  a last record, at byte ${tornAt}, was never acknowledged and will be dropped`]),
  ].join("\n");
}

function reportJson({ folder, isWhole, contents, complaint }: FolderReport): object {
  const { from, until } = contents ?? {};
  const times = { from: timeJson(from), until: timeJson(until) };
  return {
    folder,
    isWhole,
    ...(contents === undefined ? {} : { ...contents, ...times }),
    complaint,
  };
}

function repairText(folder: string, repair: Repair | undefined): string {
  if (repair === undefined) return `${folder}: whole; nothing was changed`;
  const { log, complaint, kept, lost, aside } = repair;
  return [
    complaint,
    `kept: ${counted(kept.records, "record")} of ${log}, to ${isoSecond(kept.until)}`,
    `lost: ${lostText(lost, kept.until)}`,
    ...(aside === undefined ? [] : [`what was cut off is in ${aside}`]),
  ].join("\n");
}

function lostText({ acknowledged, lines, readable, bytes, until }: Lost, since: Instant): string {
  const records =
    acknowledged === undefined
      ? "an unknown number of acknowledged records"
      : counted(acknowledged, "acknowledged record");
  const where = `${counted(bytes, "byte")} in ${counted(lines, "line")}`;
  const cut = `${where}, ${readable} of them readable`;
  const span =
    until === undefined ? "" : `; virtual time ${isoSecond(since)} to ${isoSecond(until)}`;
  return `${records}; ${cut}${span}`;
}

function repairJson(folder: string, repair: Repair | undefined): object {
  if (repair === undefined) return { folder, isRepaired: false };
  const { kept, lost, ...others } = repair;
  return {
    folder,
    isRepaired: true,
    ...others,
    kept: { ...kept, until: timeJson(kept.until) },
    lost: { ...lost, since: timeJson(kept.until), until: timeJson(lost.until) },
  };
}

function timeJson(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : isoSecond(at);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function tell({ json }: DataFlags, answer: object, text: string): void {
  show(...(json === true ? [JSON.stringify(answer)] : text.split("\n")));
}
