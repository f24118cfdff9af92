/** What is typed into the form of a new instance refresh. */
import { signal } from "@preact/signals";
import { type DefaultSet, defaultsOf, type StartForm } from "./start-form.ts";

export const defaultSet = signal<DefaultSet>("AWS CLI and SDKs");

export const form = signal<StartForm>(defaultsOf("AWS CLI and SDKs", ""));

export function change(changes: Partial<StartForm>): void {
  form.value = { ...form.value, ...changes };
}

export interface TemplateVersion {
  readonly VersionNumber: number;
  readonly VersionDescription?: string;
  readonly DefaultVersion?: boolean;
}

/** Of the group's launch template, newest first. */
export const versions = signal<readonly TemplateVersion[]>([]);
