/** Plans of Terraform as fixtures keep them: without what differs each time, or nobody reads. */
interface Shown {
  readonly format_version: string;
  readonly terraform_version: string;
  readonly errored: boolean;
  readonly complete: boolean;
  readonly resource_changes: readonly {
    readonly change: Readonly<Record<string, unknown>>;
    readonly [member: string]: unknown;
  }[];
}

/** Ids of templates and groups are drawn, so they are numbered by their first appearance. */
export function trimmedPlan(shown: unknown): unknown {
  const { format_version, terraform_version, errored, complete, resource_changes } = shown as Shown;
  const changes = resource_changes.map(({ change, ...resource }) => {
    const { before_sensitive: _, after_sensitive: __, ...kept } = change;
    return { ...resource, change: kept };
  });
  const trimmed = {
    format_version,
    terraform_version,
    errored,
    complete,
    resource_changes: changes,
  };
  return JSON.parse(withoutDrawnIds(JSON.stringify(trimmed)));
}

function withoutDrawnIds(text: string): string {
  const known = new Map<string, number>();
  const nthOf = (id: string) => {
    const nth = known.get(id) ?? known.size + 1;
    known.set(id, nth);
    return nth.toString(16);
  };
  return text
    .replaceAll(/lt-[0-9a-f]{17}/g, (id) => `lt-${nthOf(id).padStart(17, "0")}`)
    .replaceAll(
      /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
      (id) => `00000000-0000-4000-8000-${nthOf(id).padStart(12, "0")}`,
    );
}
