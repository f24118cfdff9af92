/** All rows, by service and operation. */
import type { Rows, Table } from "./rows.ts";
import type { Neighbour } from "./stage.ts";
import { elbTable, elbv2Table } from "./table-balancing.ts";
import { eventsTable } from "./table-events.ts";
import { catalogueTable, instanceTable, templateTable } from "./table-instances.ts";
import { keyTable } from "./table-keys.ts";
import { networkTable } from "./table-network.ts";
import { cloudwatchTable, ssmTable, stsTable } from "./table-small.ts";

const ec2Table: Table = {
  ...instanceTable,
  ...templateTable,
  ...catalogueTable,
  ...keyTable,
  ...networkTable,
};

const all: Readonly<Record<Neighbour, Table>> = {
  ec2: ec2Table,
  cloudwatch: cloudwatchTable,
  elbv2: elbv2Table,
  elb: elbTable,
  ssm: ssmTable,
  events: eventsTable,
  sts: stsTable,
};

export const table: readonly (readonly [Neighbour, string, Rows])[] = Object.entries(all)
  .flatMap(([service, rows]) =>
    Object.entries(rows).map(([operation, row]) => [service as Neighbour, operation, row] as const),
  )
  .sort(([service, one], [other, another]) =>
    `${service} ${one}` < `${other} ${another}` ? -1 : 1,
  );
