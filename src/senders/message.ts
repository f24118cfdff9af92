/** What is sent, where to, and why it was not taken. */

/** An address of an AWS service other than asg-local, which queues and topics are asked at. */
export interface Service {
  readonly endpoint: string;
  /** Whether it may be AWS itself; then the credentials are those of AWS's SDKs. */
  readonly isAws?: boolean | undefined;
}

/** A message for a queue, a topic or a function. */
export interface Message {
  readonly arn: string;
  readonly text: string;
  /** Only topics show it. */
  readonly subject?: string | undefined;
  /** Needed by FIFO queues and topics. */
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
}

interface SendErrorOptions {
  readonly isFinal?: boolean;
  readonly cause?: unknown;
  readonly code?: string;
}

/** The other side did not take a message; the text says why. */
export class SendError extends Error {
  override readonly name = "SendError";
  /** Whether sending it again is in vain, because the other side has refused it for good. */
  readonly isFinal: boolean;
  /** AWS's code of the refusal of one entry. */
  readonly code: string | undefined;

  constructor(message: string, { isFinal = false, cause, code }: SendErrorOptions = {}) {
    super(message, { cause });
    this.isFinal = isFinal;
    this.code = code;
  }
}
