/** AWS's time, which its answers tell, and not that of the machine (U-064). */
import type { AutoScalingClient } from "@aws-sdk/client-auto-scaling";

/** Reads the Date header of every answer that the client gets; the latest, in milliseconds. */
export function noteTime(client: AutoScalingClient): () => number {
  let told = Number.NaN;
  client.middlewareStack.add(
    (next) => async (sent) => {
      const answer = await next(sent);
      const { headers = {} } = Object(answer.response) as { headers?: Record<string, string> };
      const date = Date.parse(headers.date ?? "");
      if (!Number.isNaN(date)) told = date;
      return answer;
    },
    { step: "deserialize", name: "noteTime", priority: "low", override: true },
  );
  return () => told;
}
