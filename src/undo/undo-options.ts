/** What a program may ask of undo; the members of AWS are typed by its SDK, which is not needed. */

export interface UndoOptions {
  /** `previous`, `-1`, `-2`, …, or at least four characters of a refresh id. */
  readonly to?: string;
  /** A version of the group's launch template. */
  readonly toVersion?: number;
  /** AWS's DesiredConfiguration. */
  readonly toConfiguration?: object;
  /** As the deployment went, or by these percentages. */
  readonly phased?: true | readonly number[];
  /** AWS's RefreshPreferences, over those of the newest deployment. */
  readonly preferences?: object;
  /** Cancels an active refresh that AWS cannot roll back. */
  readonly cancel?: boolean;
}
