/** The identifiers that calls and the engine draw; engine/ implements them over the seed. */

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
  /** Opaque text of this length in base64 digits, from which new keys are made. */
  token(length: number): string;
}
