/** Where deliveries say what goes wrong; a logger of pino is one. */

export interface DeliveryLog {
  info(text: string): void;
  warn(text: string): void;
  /** A bug of ours. */
  error(error: unknown, text: string): void;
}

const nothing = () => undefined;

export const silentLog: DeliveryLog = { info: nothing, warn: nothing, error: nothing };

/** Says it the first time only. */
export function sayingOnce(say: (text: string) => void): (text: string) => void {
  let isSaid = false;
  return (text) => {
    if (!isSaid) say(text);
    isSaid = true;
  };
}
