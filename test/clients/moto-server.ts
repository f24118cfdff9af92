/** moto_server as tests start it. */
import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** The address that it says it runs at. */
export async function addressOf(moto: ChildProcess): Promise<string> {
  let told = "";
  moto.stderr?.setEncoding("utf8").on("data", (text: string) => {
    told += text;
  });
  for (;;) {
    const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(told)?.[1];
    if (address !== undefined) return address;
    if (moto.exitCode !== null) throw new Error(`moto did not start: ${told}`);
    await sleep(100);
  }
}
