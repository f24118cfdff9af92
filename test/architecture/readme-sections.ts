/** Renders what README lists from the code itself, one function a section, as Markdown. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { actions } from "../../src/actions/registry.ts";
import { otherCommands } from "../../src/cli/program.ts";
import { startCommand } from "../../src/cli/start.ts";
import { nameOf } from "../../src/control/route.ts";
import { controlRoutes } from "../../src/control/routes.ts";
import { timings } from "../../src/domain/timing.ts";
import { type ServiceName, serviceModel, serviceNames } from "../../src/model/shapes.ts";
import { rules } from "../../src/planner/rules.ts";
import { statuses, transitions } from "../../src/planner/transitions.ts";
import { awsRulesText, rulesIn } from "./aws-rules.ts";
import { memberStates, notSimulated } from "./member-states.ts";
import { sourceFiles } from "./sources.ts";
import { actionFile } from "./unread-members.ts";

const repository = join(import.meta.dirname, "../..");

/** By the name in README's `<!-- generated: name -->`. */
export const sections: Readonly<Record<string, () => string>> = {
  options,
  commands,
  controlPaths: controlPathList,
  timings: timingTable,
  statuses: statusTable,
  rules: ruleTable,
  operations: operationTables,
  storedMembers: storedMemberList,
  faults: faultList,
  rulesNotEmulated,
};

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const code = (text: string) => `\`${text}\``;

/** "GroupCreated" as "Group created" reads in no table: only the first letter is raised here. */
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Numbers of rules are for readers of the code. */
const withoutRuleNumbers = (text: string) => text.replace(/ \((?:[RG]-\d+|,|;| |to|and)+\)/g, "");

function options(): string {
  const rows = startCommand().options.map((option) => {
    const stated = /^(.*?)(?: \(default: (.*)\))$/s.exec(option.description);
    const text = stated?.[1] ?? option.description;
    const choices = option.argChoices === undefined ? "" : ` (${option.argChoices.join(", ")})`;
    const variable = option.long === "--port" ? "ASG_LOCAL_PORT" : (option.envVar ?? "");
    const standard = stated?.[2] ?? option.defaultValueDescription ?? defaultText(option);
    return [code(option.flags), code(variable), standard, `${sentence(text)}${choices}`];
  });
  return table(["Flag", "Environment variable", "Default", "What it sets"], rows);
}

/** Each with its arguments; a command that only holds others gives its place to them. */
function commands(): string {
  const all = [startCommand(), ...otherCommands()].flatMap((command) =>
    command.commands.length === 0 ? [command] : command.commands,
  );
  const rows = all.map((command) => {
    const words = [command.parent?.name(), command.name(), ...argumentsOf(command)];
    return [code(words.filter(Boolean).join(" ")), sentence(command.description())];
  });
  return table(["Command", "What it does"], rows);
}

function argumentsOf(command: ReturnType<typeof startCommand>): readonly string[] {
  return command.registeredArguments.map((one) => {
    const name = `${one.name().toUpperCase()}${one.variadic ? "..." : ""}`;
    return one.required ? name : `[${name}]`;
  });
}

function defaultText({ defaultValue }: { readonly defaultValue?: unknown }): string {
  return defaultValue === undefined ? "none" : code(String(defaultValue));
}

function controlPathList(): string {
  return controlRoutes.map((route) => `- ${code(nameOf(route))}: ${route.summary}`).join("\n");
}

/** Each row is told by the comment over its member in domain/timing.ts. */
function timingTable(): string {
  const source = readFileSync(join(repository, "src/domain/timing.ts"), "utf8");
  const rows = Object.keys(timings.aws)
    .filter((member) => member.endsWith("Seconds"))
    .map((member) => [
      commentOver(source, member) ?? sentence(wordsOf(member)),
      ...Object.values(timings).map((timing) => String(timing[member as keyof typeof timing])),
    ]);
  return table(["Seconds of virtual time", ...Object.keys(timings)], rows);
}

function commentOver(source: string, member: string): string | undefined {
  const comment = new RegExp(`/\\*\\* ([^*]*?) \\*/\\n  readonly ${member}:`).exec(source)?.[1];
  return comment && withoutRuleNumbers(comment).replace(/\.$/, "");
}

/** "enterStandbySeconds" as "enter standby". */
function wordsOf(member: string): string {
  return member.replace(/Seconds$/, "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function statusTable(): string {
  const rows = Object.entries(statuses).map(([status, meaning]) => {
    const moves = transitions
      .filter(({ from }) => from === status)
      .map(({ on, to }) => `${on}: ${to}`);
    return [code(status), meaning, moves.length === 0 ? "it ends here" : moves.join("<br>")];
  });
  const starts = ["[*] --> Pending"];
  const moves = transitions.map(({ from, on, to }) => `${from} --> ${to}: ${on}`);
  const ends = Object.keys(statuses)
    .filter((status) => !transitions.some(({ from }) => from === status))
    .map((status) => `${status} --> [*]`);
  const picture = ["stateDiagram-v2", ...[...starts, ...moves, ...ends].map((row) => `    ${row}`)];
  const head = ["Status", "Meaning", "What may happen, and the status after it"];
  return `${table(head, rows)}\n\n\`\`\`mermaid\n${picture.join("\n")}\n\`\`\``;
}

function ruleTable(): string {
  // The page of a refresh leads to the row of the rule that decided.
  const named = (name: string) => `<a id="rule-${name}"></a>${code(name)}`;
  const rows = rules.map(({ name, says }, nth) => [String(nth + 1), named(name), says]);
  return table(["", "Rule", "What it says"], rows);
}

interface Described {
  readonly operation: string;
  readonly says: string;
  readonly kind: "simulated" | "stored";
}

/** Every file of an operation opens with `Operation: what it does.`; that is the row. */
function operationTables(): string {
  return serviceNames.map(serviceTable).join("\n\n");
}

function serviceTable(service: ServiceName): string {
  const model = serviceModel(service);
  const described = actions.filter((action) => action.service === service).map(describeAction);
  const rows = described.map(({ operation, kind, says }) => [
    code(operation),
    kind,
    says,
    membersText(service, operation),
  ]);
  const served = new Set(described.map(({ operation }) => operation));
  const missing = [...model.operations.keys()].filter((name) => !served.has(name));
  return [
    `#### ${model.serviceId} (${model.apiVersion})`,
    rows.length === 0
      ? "Nothing yet."
      : table(["Operation", "", "What it does", "Members not simulated"], rows),
    missingText(missing, model.otherOperations.size),
  ].join("\n\n");
}

/** Whatever is not named here is simulated. */
function membersText(service: ServiceName, operation: string): string {
  const { stored, withoutEffect, rejected } = notSimulated(service, operation);
  const lists = Object.entries({ stored, "without effect": withoutEffect, rejected });
  return lists
    .filter(([, names]) => names.length > 0)
    .map(([state, names]) => `${state}: ${names.map(code).join(", ")}`)
    .join("; ");
}

/** Those whose shapes are held are named; of the others there may be hundreds. */
function missingText(missing: readonly string[], others: number): string {
  const named = missing.map(code).join(", ");
  if (others === 0) return `Not emulated: ${named || "none"}.`;
  const rest = `the service's ${others} other operations`;
  return `Not emulated: ${named === "" ? rest : `${named}, and ${rest}`}.`;
}

function describeAction({ service, operation }: (typeof actions)[number]): Described {
  const path = actionFile(service, operation);
  const file = sourceFiles(`src/actions/${service}`).find((one) => one.path === path);
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(file?.text ?? "")?.[1] ?? "";
  const words = withoutRuleNumbers(comment.replaceAll(/\s*\n \*\s?/g, " ").trim());
  const says = /^\w+: (.*?\.)(?= |$)/.exec(words)?.[1] ?? "";
  const isWithoutEffect = /always none|no effect|without effect|not emulated|stored|echoed/i.test(
    says,
  );
  return { operation, says: sentence(says), kind: isWithoutEffect ? "stored" : "simulated" };
}

function storedMemberList(): string {
  const { stored = [] } = memberStates.autoscaling?.CreateAutoScalingGroup ?? {};
  return stored.map(code).join(", ");
}

/** Codes that calls are answered, read from the text of the code; modelled ones by AWS's code. */
function faultList(): string {
  const folders = ["src/actions", "src/model"];
  const sources = folders.flatMap((folder) => sourceFiles(folder)).map(({ text }) => text);
  const modelled = sources.flatMap((text) =>
    [...text.matchAll(/\bfault\(\s*"(\w+)",\s*"(\w+)"/g)].map(([, service = "", name = ""]) => ({
      service,
      name: serviceModel(service as ServiceName).faults.get(name)?.code ?? name,
    })),
  );
  const ofEc2 = sources.flatMap((text) =>
    [...text.matchAll(/\bec2Error\(\s*"([\w.]+)"/g)].map(([, name = ""]) => ({
      service: "ec2",
      name,
    })),
  );
  const ofTables = [...sourceFiles("src/actions"), ...sourceFiles("src/domain")].flatMap(
    ({ path, text }) =>
      !path.endsWith("-refusals.ts") && !path.endsWith("launch-template-contents.ts")
        ? []
        : [...text.matchAll(/^ +code: "([\w.]+)",$/gm)].map(([, name = ""]) => ({
            service: /^src\/actions\/(\w+)\//.exec(path)?.[1] ?? "ec2",
            name,
          })),
  );
  const validation = { service: "autoscaling", name: "ValidationError" };
  const all = [validation, ...modelled, ...ofEc2, ...ofTables];
  return serviceNames
    .map((service) => {
      const names = all.filter((one) => one.service === service).map(({ name }) => code(name));
      return `- ${serviceModel(service).serviceId}: ${[...new Set(names)].sort().join(", ")}`;
    })
    .filter((line) => !line.endsWith(": "))
    .join("\n");
}

export interface Refusal {
  readonly code: string;
  /** As written in the code; undefined where it is not a number there. */
  readonly status: string | undefined;
}

/** What is answered instead of an action's answer: every error that wire and emulator.ts make. */
export function refusalsOutsideActions(): readonly Refusal[] {
  const texts = [...sourceFiles("src/wire"), ...sourceFiles("src")]
    .filter(({ path }) => path.startsWith("src/wire/") || path === "src/model/not-emulated.ts")
    .map(({ text }) => text);
  return [...new Set(texts)].flatMap((text) =>
    [...text.matchAll(/new ServiceError\(\s*"(\w+)",([\s\S]*?)\)(?=[;\s])/g)].map(
      ([, name = "", rest = ""]) => ({ code: name, status: statusIn(rest) }),
    ),
  );
}

/** The third argument; without one it is 400. */
function statusIn(rest: string): string | undefined {
  const last = /,\s*(\w+),?\s*$/.exec(rest)?.[1];
  if (last === undefined) return "400";
  return /^\d+$/.test(last) ? last : undefined;
}

/** Those with a reason; what is not built yet stands in the page of all rules only. */
function rulesNotEmulated(): string {
  const rows = rulesIn(awsRulesText())
    .filter(({ state, reason }) => state === "not emulated" && reason !== "not yet")
    .map(({ rule, says, reason }) => [
      `[${rule}](aws-rules.md#${rule.toLowerCase()})`,
      says.split("\n\n")[0] ?? "",
      reason,
    ]);
  return table(["Rule", "What AWS does", "Why it is not here"], rows);
}
