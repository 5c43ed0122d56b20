import { useWords } from '../text/language.js';
import { printDay, printFigure } from '../text/print.js';
import type { TextKey } from '../text/vi.js';
import { DataTable } from '../ui/data-table.js';
import { AreaEdit } from './cluster-editing.js';
import type { ClusterShown } from './cluster-query.js';

interface Area {
  readonly key: string;
  readonly kind: TextKey;
  readonly area: string;
  readonly day: string | null;
  readonly document: string | null;
  readonly source: string | null;
}

/** What sources say the cluster really covers. */
const ACTUAL = new Set(['cluster_area', 'dossier_area', 'operating_area', 'cleared_land']);

/** Every area there is, side by side: planned, established, detailed plan, actual; each with its day and paper. */
export function AreaTable({ cluster }: { cluster: ClusterShown }) {
  const { t, language } = useWords();
  const areas = areasOf(cluster, language);
  const rowOf = (row: Area) => ({
    key: row.key,
    cells: [
      t(row.kind),
      printFigure(row.area, language),
      row.day === null ? t('cluster.noDay') : printDay(row.day, language),
      <>
        {row.document}
        {row.source !== null && <div className="small soft">{row.source}</div>}
      </>,
    ],
  });
  return (
    <section className="card" aria-labelledby="dien-tich">
      <h2 id="dien-tich">{t('cluster.areas')}</h2>
      <DataTable
        caption={t('cluster.areas')}
        columns={[
          { head: t('cluster.areaKind') },
          { head: t('cluster.area'), num: true },
          { head: t('cluster.day') },
          { head: t('cluster.document') },
        ]}
        groups={[{ key: 'areas', rows: areas.map(rowOf) }]}
      />
      <AreaEdit cluster={cluster.code} />
    </section>
  );
}

function areasOf(cluster: ClusterShown, language: string): Area[] {
  const rows: Area[] = [];
  const add = (key: string, kind: TextKey, area: string | null, rest: Omit<Area, 'key' | 'kind' | 'area'>) => {
    if (area !== null) rows.push({ key, kind, area, ...rest });
  };
  for (const p of cluster.planEntries) {
    const rest = { day: p.validFrom, document: p.planDecision, source: p.source?.title ?? null };
    add(p.id, p.listed ? 'cluster.areaPlanned' : 'cluster.areaUnlisted', p.plannedAreaHa, rest);
    add(`${p.id} before`, 'cluster.areaBefore', p.areaBeforeHa, rest);
  }
  for (const d of cluster.decisions) {
    const rest = {
      day: d.signedOn,
      document: [d.number, d.issuer].filter(Boolean).join(' · ') || null,
      source: d.source?.title ?? null,
    };
    const isEstablishing = d.kind === 'ESTABLISHMENT' || d.kind === 'EXPANSION';
    const isPlan = d.kind === 'DETAILED_PLAN';
    const kind = isEstablishing ? 'cluster.areaEstablished' : isPlan ? 'cluster.areaDetailed' : 'cluster.areaOther';
    add(d.id, kind, d.areaHa, rest);
    add(`${d.id} industrial`, 'cluster.areaIndustrial', d.industrialLandHa, rest);
  }
  for (const o of cluster.observations.nodes)
    if (ACTUAL.has(o.fact))
      add(o.id, 'cluster.areaActual', o.value, {
        day: o.observedOn,
        document: language === 'vi' ? o.label : o.labelEn,
        source: o.source?.title ?? null,
      });
  return rows;
}
