/** A report of plans as lines for people, and as JSON for programs. */
import { visible } from "../domain/visible.ts";
import { adviceJson, adviceLines } from "./plan-advice.ts";
import { planChart } from "./plan-chart.ts";
import { comparisonTable } from "./plan-comparison.ts";
import { expectedOnly, type PlanReport } from "./plan-report.ts";
import { costOf, planSummary, planTable } from "./plan-text.ts";
import { isColoured } from "./terminal.ts";

type Price = number | undefined;

/** The answer of one plan, or of all; with what it rests on where there is such. */
export function reportJson({ planned, about, slow, advice }: PlanReport, price: Price): unknown {
  const plans = pricedPlans(planned, price);
  const only = onlyOf(plans);
  if (advice !== undefined) {
    return { ...about?.members, plan: only, advice: adviceJson(advice) };
  }
  if (about === undefined) return only;
  return plans.length === 0
    ? about.members
    : { ...about.members, plan: only, slow: onlyOf(pricedPlans(slow, price)) };
}

function pricedPlans(planned: PlanReport["planned"], price: Price): readonly object[] {
  return planned.map(({ plan }) =>
    price === undefined ? plan : { ...plan, extraCost: costOf(plan, price) },
  );
}

/** The only one as it is, nothing where there is none, and else the list. */
function onlyOf(plans: readonly object[]): unknown {
  return plans.length > 1 ? plans : plans[0];
}

/** The full plan of one, or only the comparison of several. */
export function reportLines(report: PlanReport, price: Price): readonly string[] {
  const { planned, about, slow, advice, isExpectedOnly } = report;
  const lines = about?.lines ?? [];
  const [only] = planned;
  if (only === undefined) return lines;
  if (advice !== undefined) {
    const last = isExpectedOnly === true ? ["", expectedOnly] : [];
    return [...lines, ...adviceLines(advice, price), ...last];
  }
  if (planned.length > 1) {
    const style = { isColored: isColoured, price };
    const ofSlow = slow.length === 0 ? [] : ["", slowHead, ...comparisonTable(slow, style)];
    const tables = [...comparisonTable(planned, style), ...drillLines(planned), ...ofSlow];
    return [...lines, ...tables, ...drillLines(slow)];
  }
  const { plan } = only;
  const table = planTable(plan, isColoured);
  const ofSlow = slow.flatMap((one) => [
    slowHead,
    ...planSummary(one.plan, price).slice(0, -1),
    "",
  ]);
  const summary = [...planSummary(plan, price), "", ...ofSlow];
  return [...lines, ...summary, ...table, "", ...planChart(plan, isColoured)];
}

const slowHead = "If all takes as long as the slowest tenth did:";

/** How each plan with something wrong in it ends, where there is more to say than its status. */
function drillLines(planned: PlanReport["planned"]): readonly string[] {
  const lines = planned.flatMap(({ plan: { whatIf, statusReason } }) => {
    if (whatIf === undefined) return [];
    if (!whatIf.happened) return [`${whatIf.says}: it never came to that`];
    return statusReason === undefined ? [] : [`${whatIf.says}: ${statusReason}`];
  });
  return lines.length === 0 ? [] : ["", ...lines.map(visible)];
}
