/** Where deliveries say what goes wrong; a logger of pino is one. */

export interface DeliveryLog {
  info(text: string): void;
  warn(text: string): void;
  /** A bug of ours. */
  error(error: unknown, text: string): void;
}

const nothing = () => undefined;

export const silentLog: DeliveryLog = { info: nothing, warn: nothing, error: nothing };
