/** Follows what changes in an emulator, message by message. */
import type { ChangeMessage } from "./change-messages.ts";
import { pathWith } from "./http.ts";
import type { ChangesFilter } from "./requests.ts";
import { serverSent } from "./server-sent.ts";

/** Ends with the emulator. */
export async function* followChanges(
  endpoint: string,
  { kinds, ...filter }: ChangesFilter = {},
): AsyncGenerator<ChangeMessage, void, undefined> {
  const path = pathWith("stream", { ...filter, kinds: kinds?.join(",") });
  for await (const { id = "", event, data } of serverSent(endpoint, path)) {
    if (event === undefined || data === undefined) continue;
    yield { kind: event, id, data: JSON.parse(data) } as ChangeMessage;
  }
}
