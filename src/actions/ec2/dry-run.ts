/** Decides what EC2 answers to a dry run. */
import { ec2Error } from "../../model/faults.ts";

/** Throws EC2's answer to a successful dry run (G-132) if the request is one. */
export function answerDryRun(input: { readonly DryRun?: boolean | undefined }): void {
  if (input.DryRun !== true) return;
  const message = "Request would have succeeded, but DryRun flag is set.";
  throw ec2Error("DryRunOperation", message, 412);
}
