import { printDecimal } from '#lib/kernel';
import type { PassingCell } from '../../read/sheet-part.js';
import { clusterIn, dayInTitle, decisionsIn } from './context-words.js';
import { findingAt, type Line, readLine, type TableContext, type TableReader, type Values } from './line.js';
import { plainText } from './read-value.js';

/** A legal act and the column of its area; without the act its area is only what some paper says. */
const ACTS = [
  ['establishment', 'establishment', 'establishedArea', 'Diện tích thành lập'],
  ['expansion', 'expansion', 'expandedArea', 'Diện tích mở rộng'],
  ['detailed_plan', 'detailed', 'detailedArea', 'Diện tích quy hoạch chi tiết'],
] as const;

/** Figures that are statements of the source; none of them is made a part of any calculation here. */
const STATEMENTS = [
  ['industrialLand', 'industrial_land', 'ha'],
  ['leasedLand', 'leased_land', 'ha'],
  ['occupancy', 'occupancy_rate', '%'],
] as const;

/**
 * A province's list of clusters: legal acts become decisions with their areas, figures become observations, the remark is kept
 * word for word. The share of occupancy says nothing of its denominator, so it stays the statement it is.
 */
export function provincialClusters(context: TableContext): TableReader {
  const { found, stage, sheet } = context;
  const at = new Map(found.columns.map((c) => [c.column.key, c.col]));
  const name = at.get('name') ?? 1;
  const place = (entries: readonly (readonly [string, string])[]): Map<string, number> =>
    new Map([['clusterName', name], ...entries.map(([key, from]) => [key, at.get(from) ?? name] as const)]);
  const acts = ACTS.map(([kind, act, area]) => ({
    kind,
    act,
    area,
    source: stage.source(
      'decisions',
      sheet,
      place([
        ['kind', act],
        ['number', act],
        ['signedOn', act],
        ['issuer', act],
        ...(at.has(area) ? [['areaHa', area] as const] : []),
      ]),
    ),
  }));
  const statement = (from: string): number =>
    stage.source(
      'observations',
      sheet,
      place(['fact', 'value', 'unit', 'asWritten', 'observedOn'].map((key) => [key, from] as const)),
    );
  const sources = new Map<string, number>();
  const sourceOf = (from: string): number => {
    const known = sources.get(from) ?? statement(from);
    sources.set(from, known);
    return known;
  };
  const observedOn = dayOf(context);

  return {
    row(line: Line) {
      const read = readLine(context, line, () => false);
      if (read === null) return;
      const { values, isBad } = read;
      const written = (key: string): PassingCell | undefined => line.cells.get(at.get(key) ?? 0);
      const clusterName = clusterIn(values['name'] ?? '') ?? values['name'] ?? null;
      const observe = (from: string, fact: string, unit: string, value: string | null, asWritten: string): void =>
        stage.put(sourceOf(from), line.row, { clusterName, fact, value, unit, asWritten, observedOn }, isBad);
      if (clusterName === null) {
        findingAt(context, line.row, name, 'REGISTER_CLUSTER_MISSING', {});
        return;
      }
      for (const { kind, act, area, source } of acts) {
        const areaHa = values[area] ?? null;
        const decisions = decisionsIn(values[act] ?? '');
        for (const [i, decision] of decisions.entries()) {
          const row: Values = { clusterName, kind, ...decision, areaHa: i === 0 ? areaHa : null };
          stage.put(source, line.row, row, isBad);
        }
        const label = ACTS.find(([k]) => k === kind)?.[3] ?? '';
        if (decisions.length === 0 && areaHa !== null)
          observe(
            area,
            'dossier_area',
            'ha',
            areaHa,
            `${label}: ${printDecimal(areaHa, 'vi')} ha, không ghi quyết định`,
          );
      }
      for (const [from, fact, unit] of STATEMENTS) {
        const cell = written(from);
        const value = values[from] ?? null;
        const label = found.columns.find((c) => c.column.key === from)?.column.label ?? from;
        if (value !== null && cell !== undefined) observe(from, fact, unit, value, `${label}: ${plainText(cell)}`);
      }
      if (values['note'] != null) observe('note', 'remark', 'không', null, values['note']);
    },
  };
}

/** The day of a table's figures: as asked for, as its title says, or (said) the day of upload. */
export function dayOf(context: TableContext): string {
  const { options, above } = context;
  const stated = options.observedOn ?? above.map(dayInTitle).find((day) => day !== null);
  if (stated !== undefined) return stated;
  const [year, month, day] = options.uploadedOn.split('-');
  context.stage.finding({
    code: 'REGISTER_DAY_ASSUMED',
    sheet: context.sheet,
    cell: null,
    details: { found: `${day}/${month}/${year}` },
  });
  return options.uploadedOn;
}
