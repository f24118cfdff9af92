/** The identifiers that calls and the engine need. Implemented over the seed in engine/. */

export interface Identifiers {
  /** `i-` and 17 hexadecimal digits. */
  instanceId(): string;
  /** `lt-` and 17 hexadecimal digits. */
  launchTemplateId(): string;
  /** `r-` and 17 hexadecimal digits. */
  reservationId(): string;
  /** `vpc-`, `sg-` and so on, and 17 hexadecimal digits. */
  ec2Id(prefix: string): string;
  /** Lower-case UUID version 4, for activities, refreshes, group and launch configuration ARNs. */
  uuid(): string;
  /** `fault-` and 8 hexadecimal digits. */
  faultId(): string;
  /** Opaque text of this length, of the digits of base64: what a new key is made of. */
  token(length: number): string;
}
