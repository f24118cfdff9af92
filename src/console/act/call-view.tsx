/** The call that a dialog makes, as a command or a program to copy. */
import { signal } from "@preact/signals";
import type { Call } from "../data/calls.ts";
import { chosen, information } from "../data/world.ts";
import { Copy } from "../frame/copy.tsx";
import { botoText, cliText, type Endpoint, sdkText, terraformText } from "./call-texts.ts";

const forms = ["AWS CLI", "boto3", "JavaScript", "Terraform"] as const;
type Form = (typeof forms)[number];

/** What was shown last, so that one chooses once. */
const form = signal<Form>("AWS CLI");

function endpointNow(): Endpoint {
  const { account, region = "us-east-1" } = chosen.value ?? {};
  const isOther = account !== undefined && account !== information.value.value?.account;
  return { url: location.origin, region, account: isOther ? account : undefined };
}

function textOf(call: Call, as: Form): string | undefined {
  if (as === "AWS CLI") return cliText(call, endpointNow());
  if (as === "boto3") return botoText(call, endpointNow());
  return as === "JavaScript" ? sdkText(call, endpointNow()) : terraformText(call);
}

export function CallView({ call }: { readonly call: Call }) {
  const shown = forms.filter((one) => textOf(call, one) !== undefined);
  const as = shown.includes(form.value) ? form.value : "AWS CLI";
  return (
    <section class="call" aria-label="This call elsewhere">
      <fieldset class="segments">
        <legend class="hidden">Show the call for</legend>
        {shown.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="call-form"
              checked={one === as}
              onChange={() => {
                form.value = one;
              }}
            />
            <span>{one}</span>
          </label>
        ))}
      </fieldset>
      <Copy name={`The call for ${as}`} text={textOf(call, as) ?? ""} />
    </section>
  );
}
