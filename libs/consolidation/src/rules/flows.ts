import { sumKnown } from '#lib/kernel';
import type { ClusterFacts } from './cluster-facts.js';
import { notCounted, type Picked, taken } from './precedence.js';
import { missingNote, type RowContext, type RowRule, sumFiled } from './rows.js';
import { filingSource } from './sources.js';
import type { AcceptedFigure } from './types.js';

/**
 * Rows 23-25: sums of the accepted forms 01 of the projects in the unit's clusters; where chosen, with the
 * infrastructure project's own figure of form 02. A form 01 that was not received is missing, not 0.
 */
interface Flow {
  readonly key: string;
  readonly form01Key: string;
  readonly form02Key: string;
  readonly unit: string;
  readonly withInfraProject: (context: RowContext) => boolean;
  /**
   * What the six months' filing is to a year whose own has not come. Money that flowed in six months is not the
   * year's: shown, not counted. Workers are a state at the cut-off: the last that was said stands.
   */
  readonly ofHalfYear: 'shown' | 'stands';
}

interface Filings {
  readonly counted: readonly AcceptedFigure[];
  readonly shown: readonly AcceptedFigure[];
  /** Filers of whom only the six months are known. */
  readonly halfYearOnly: readonly AcceptedFigure[];
}

function filingsOf({ record }: ClusterFacts, flow: Flow, withInfra: boolean): Filings {
  const wanted = (f: AcceptedFigure | undefined): f is AcceptedFigure => f !== undefined && f.value !== null;
  const ofYear = record.form01.filter((f) => f.key === flow.form01Key);
  const infra = withInfra ? record.form02.get(flow.form02Key) : undefined;
  const counted = [...ofYear, infra].filter(wanted);
  const hasFiled = new Set(record.form01.map((f) => f.filerRef));
  const halfInfra = withInfra ? record.halfYear02.get(flow.form02Key) : undefined;
  const half = [...record.halfYear01.filter((f) => f.key === flow.form01Key), halfInfra].filter(wanted);
  const halfYearOnly = half.filter((f) => (f.form === '02' ? record.form02.size === 0 : !hasFiled.has(f.filerRef)));
  if (flow.ofHalfYear === 'shown') return { counted, shown: half, halfYearOnly };
  return { counted: [...counted, ...halfYearOnly], shown: half.filter((f) => !halfYearOnly.includes(f)), halfYearOnly };
}

function amount(facts: ClusterFacts, flow: Flow, withInfra: boolean): Picked {
  const { counted, shown } = filingsOf(facts, flow, withInfra);
  const source = (f: AcceptedFigure) => filingSource(f, flow.unit, facts.cluster.name);
  const value = sumKnown(counted.map((f) => f.value));
  return taken({ value, tier: null, confirmed: value !== null }, () => [
    ...counted.map(source),
    ...shown.map((f) => notCounted(source(f))),
  ]);
}

function row(points: RowRule['points'], flow: Flow): RowRule {
  const what =
    flow.ofHalfYear === 'shown'
      ? 'có đơn vị mới báo cáo 6 tháng, số 6 tháng không được tính vào số của năm'
      : 'có đơn vị mới báo cáo 6 tháng, lấy theo số 6 tháng';
  return {
    key: flow.key,
    points,
    derive: (context) => {
      const withInfra = flow.withInfraProject(context);
      const early = () => context.clusters.filter((f) => filingsOf(f, flow, withInfra).halfYearOnly.length > 0);
      const notes = () => missingNote('HALF_YEAR_ONLY', what, early());
      return sumFiled(context, flow.key, flow.unit, '01', (facts) => amount(facts, flow, withInfra), notes);
    },
  };
}

const includeFlows = (context: RowContext): boolean => context.choices.infra_project_flows === 'included';
const includeLabour = (context: RowContext): boolean => context.choices.infra_project_labour === 'included';

export const flowRows: readonly RowRule[] = [
  row(['infra_project_flows'], {
    key: 'projects_revenue',
    form01Key: 'project_revenue',
    form02Key: 'infra_revenue',
    unit: 'Tỷ đồng',
    withInfraProject: includeFlows,
    ofHalfYear: 'shown',
  }),
  row(['infra_project_flows'], {
    key: 'projects_budget_payment',
    form01Key: 'project_budget_payment',
    form02Key: 'infra_budget_payment',
    unit: 'Tỷ đồng',
    withInfraProject: includeFlows,
    ofHalfYear: 'shown',
  }),
  row(['infra_project_labour'], {
    key: 'labour_total',
    form01Key: 'project_labour',
    form02Key: 'infra_labour',
    unit: 'Người',
    withInfraProject: includeLabour,
    ofHalfYear: 'stands',
  }),
];
