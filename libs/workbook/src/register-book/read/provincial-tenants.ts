import { readNumber, toStatutoryUnit, type WrittenUnit } from '#lib/forms';
import { searchKey } from '#lib/kernel';
import { clusterIn } from './context-words.js';
import { findingAt, type Line, readLine, type TableContext, type TableReader } from './line.js';
import { plainText } from './read-value.js';
import { AREA_UNITS } from './units.js';

/** Words of the state of a project, the more telling ones first. */
const STATES: readonly (readonly [RegExp, string])[] = [
  [/cham dut|giai the|thu hoi|thanh ly|pha san/, 'ended'],
  [/tam (dung|ngung|nghi)|ngung hoat dong|dung hoat dong|khong hoat dong/, 'suspended'],
  [
    /chua hoat dong|chua trien khai|chuan bi|dang lam thu tuc|hoan thien thu tuc|giai phong|chua xay dung|xin thue/,
    'preparing',
  ],
  [/dang xay dung|xay dung|dang trien khai|lap dat/, 'under_construction'],
  [/hoat dong|san xuat|van hanh/, 'operating'],
];

/** State of a project by the province's words; 'unknown' where they do not say. */
export function tenantStateIn(text: string): string {
  const key = searchKey(text);
  return STATES.find(([words]) => words.test(key))?.[1] ?? 'unknown';
}

/** True for foreign, false for domestic capital; null where the word is neither. */
function foreignIn(text: string): string | null {
  const key = searchKey(text);
  if (/nuoc ngoai|fdi/.test(key)) return 'true';
  return /trong nuoc|ddi|noi dia/.test(key) ? 'false' : null;
}

/**
 * A province's list of projects in clusters. Owner, capital and workers have no place of their own in the register and are
 * kept word for word in the note; so is an area that states no unit, because square metres and hectares are never guessed.
 */
export function provincialTenants(context: TableContext): TableReader {
  const { found, stage, sheet, options, above } = context;
  const at = new Map(found.columns.map((c) => [c.column.key, c.col]));
  const name = at.get('name') ?? 1;
  const labels = new Map(found.columns.map((c) => [c.column.key, c.column.label]));
  const unit = found.columns.find((c) => c.column.key === 'area')?.unit ?? unitAbove(above);
  const col = (key: string): number => at.get(key) ?? name;
  const source = stage.source(
    'tenant_projects',
    sheet,
    new Map([
      ['clusterName', col('cluster')],
      ['enterpriseName', name],
      ...(at.has('industry') ? [['industry', col('industry')] as const] : []),
      ...(at.has('investment') ? [['foreignCapital', col('investment')] as const] : []),
      ...(at.has('area') && unit !== null ? [['landRequestedHa', col('area')] as const] : []),
      ...(at.has('state') ? [['stateAsWritten', col('state')] as const] : []),
      ['state', col('state')],
      ['note', col('owner')],
    ]),
  );
  if (at.has('area') && unit === null)
    findingAt(context, found.row, at.get('area'), 'REGISTER_UNIT_MISSING', { column: 'Diện tích' });
  let cluster = options.cluster ?? above.map(clusterIn).find((c) => c !== null) ?? null;

  return {
    row(line: Line) {
      const heading = groupHeading(line);
      if (heading !== null) {
        cluster = heading;
        return;
      }
      const read = readLine(context, line, () => false);
      if (read === null) return;
      const { values } = read;
      let { isBad } = read;
      const notes = ['owner', 'capital', 'workers'].flatMap((key) => kept(key));
      function kept(key: string): string[] {
        const cell = line.cells.get(at.get(key) ?? 0);
        return cell === undefined || values[key] == null ? [] : [`${labels.get(key)}: ${plainText(cell)}`];
      }
      const foreignCapital = foreignIn(values['investment'] ?? '');
      if (foreignCapital === null) notes.push(...kept('investment'));
      let landRequestedHa: string | null = null;
      const areaText = values['area'] ?? null;
      if (areaText !== null && unit === null) notes.push(...kept('area'));
      else if (areaText !== null) {
        const area = readNumber(areaText, {
          whole: false,
          units: AREA_UNITS,
          ...(options.writing === null ? {} : { writing: options.writing }),
        });
        const typed = line.cells.get(at.get('area') ?? 0);
        if (typed?.kind === 'number' && typed.number !== null) landRequestedHa = toStatutoryUnit(typed.number, unit);
        else if (area.kind === 'value') landRequestedHa = toStatutoryUnit(area.value, area.unit ?? unit);
        else if (area.kind === 'ambiguous') {
          const details = { found: areaText, first: area.first, second: area.second ?? 'chưa có số liệu' };
          findingAt(context, line.row, at.get('area'), 'REGISTER_NUMBER_AMBIGUOUS', details);
          isBad = true;
        } else notes.push(...kept('area'));
      }
      const stateAsWritten = values['state'] ?? null;
      const state = stateAsWritten === null ? 'unknown' : tenantStateIn(stateAsWritten);
      if (state === 'unknown' && stateAsWritten !== null)
        findingAt(context, line.row, at.get('state'), 'REGISTER_STATE_UNKNOWN', { found: stateAsWritten });
      if (values['note'] != null) notes.push(values['note']);
      const row = {
        clusterName: clusterIn(values['cluster'] ?? '') ?? values['cluster'] ?? cluster,
        enterpriseName: values['name'] ?? null,
        industry: values['industry'] ?? null,
        foreignCapital,
        landRequestedHa,
        state,
        stateAsWritten,
        note: notes.length === 0 ? null : notes.join('; '),
      };
      stage.put(source, line.row, row, isBad);
    },
  };
}

/** A line inside the list that names the cluster of those below: "II | CCN Bắc Duyên Hải". */
function groupHeading({ cells }: Line): string | null {
  const texts = [...cells.values()].filter((c) => c.kind === 'text').map(plainText);
  if (cells.size > 3) return null;
  const named = texts.find((text) => /^(?:[\divx]+[.)\s]+)?(cụm công nghiệp|cụm cn|ccn)\s/iu.test(text));
  return named === undefined ? null : clusterIn(named);
}

function unitAbove(above: readonly string[]): WrittenUnit | null {
  for (const text of above) {
    const m = /(?:đvt|đơn vị tính|đơn vị)\s*[:\s]\s*(?:diện tích\s*)?(ha|héc ta|m2|m²)(?!\p{L})/iu.exec(text);
    if (m?.[1] !== undefined)
      return AREA_UNITS.find((u) => [u.unit, ...u.also].includes(m[1]?.toLowerCase() ?? '')) ?? null;
  }
  return null;
}
