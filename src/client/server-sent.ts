/** Reads server-sent events as the emulator writes them. */
import { streamedText } from "./http.ts";

export interface ServerSent {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
}

/** Until the stream ends, or the loop over it is left. Throws like `streamedText`. */
export async function* serverSent(endpoint: string, path: string): AsyncGenerator<ServerSent> {
  let rest = "";
  for await (const text of streamedText(endpoint, path)) {
    const blocks = `${rest}${text}`.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) yield membersOf(block);
  }
}

/** The emulator writes each member in one line; a line that begins with a colon is a comment. */
function membersOf(block: string): ServerSent {
  const lines = block.split("\n").filter((line) => line !== "" && !line.startsWith(":"));
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(": ");
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
}
