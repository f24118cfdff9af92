/** The page of an emulator with nothing in it: how to speak to it, and an example to look at. */
import { useState } from "preact/hooks";
import { ask, sentenceOf } from "../data/http.ts";
import { readAnew } from "../data/live.ts";
import { goTo } from "../data/place.ts";
import { information } from "../data/world.ts";
import { Copy } from "./copy.tsx";

const exampleGroup = "web";

export function Empty() {
  const [problem, setProblem] = useState<string>();
  const load = async () => {
    try {
      await ask("/reset", { body: { example: "web-fleet" } });
      await readAnew();
      goTo({ group: exampleGroup });
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  const region = information.value.value?.region ?? "us-east-1";
  return (
    <section class="empty" aria-labelledby="empty">
      <h1 id="empty">There is no Auto Scaling group yet</h1>
      <p>
        Load the example: twelve instances of version 1, a version 2 to roll out, and a version 3
        that never becomes healthy.
      </p>
      <p>
        <button type="button" class="main" onClick={load}>
          Load the example fleet
        </button>
      </p>
      {problem !== undefined && (
        <p class="tone-bad" role="alert">
          {problem}
        </p>
      )}
      <h2>Or make your own, with any client of AWS</h2>
      <Copy name="The environment of AWS's clients" text={environment(region)} />
      <Copy name="A first call" text="aws autoscaling describe-auto-scaling-groups" />
    </section>
  );
}

function environment(region: string): string {
  const keys = "AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test";
  return [
    `export AWS_ENDPOINT_URL=${location.origin}`,
    `export ${keys} AWS_DEFAULT_REGION=${region}`,
  ].join("\n");
}
