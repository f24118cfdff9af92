/** What a call to the refresh under way would lead to, by a forecast with that call in it. */
import { signal } from "@preact/signals";
import type { ForecastRequest } from "../../client/plan.ts";
import type { Call } from "../data/calls.ts";
import { askForecast } from "../data/forecast.ts";
import { sentenceOf } from "../data/http.ts";
import { clockText, countOf, spanText } from "../data/times.ts";
import { statusWords } from "../data/words.ts";

const says = signal<string | undefined>();
let newest = 0;

export async function outlookFor({ operation, input }: Call): Promise<void> {
  newest += 1;
  const mine = newest;
  says.value = undefined;
  const { AutoScalingGroupName: _, ...others } = input;
  const call = { operation, input: others } as ForecastRequest["call"];
  const sentence = await outlookOf(call).catch(sentenceOf);
  if (mine === newest) says.value = sentence;
}

async function outlookOf(call: ForecastRequest["call"]): Promise<string> {
  const { status, startedAt, durationSeconds, lowestReady, launches, hasEnded } =
    await askForecast(call);
  if (!hasEnded) return "It would not end within 15 days.";
  const span = durationSeconds * 1000;
  return (
    `It would end ${statusWords[status].text.toLowerCase()} ` +
    `at ${clockText(Date.parse(startedAt) + span)}, in ${spanText(span)}, ` +
    `with at least ${lowestReady.units} ready (${lowestReady.percentage} %) ` +
    `and ${countOf(launches, "launch", "launches")}.`
  );
}

export function Outlook() {
  if (says.value === undefined) return null;
  return (
    <p class="soft" role="status">
      {says.value}
    </p>
  );
}
