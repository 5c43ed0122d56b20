import type { FormDefinition } from '#lib/forms';
import { percentOf, printDecimal } from '#lib/kernel';
import { writeForm } from '#lib/workbook';
import { NATION } from './rules/nation.js';
import type { ConsolidatedFigure, ConsolidatedForm } from './rules/types.js';

/**
 * A consolidated form in its statutory layout (.xlsx). Figures stand as they are; an unknown one is an empty cell.
 * The column of notes says of every figure that is not an accepted one how complete it is and how it was made.
 */
export function exportWorkbook(definition: FormDefinition, form: ConsolidatedForm): Uint8Array {
  return writeForm({
    definition,
    period: form.period,
    unitName: form.unitName,
    ...(form.unit === NATION ? { senderLine: 'Bộ Công Thương (tổng hợp cả nước)' } : {}),
    values: Object.fromEntries(form.figures.map((f) => [f.key, f.value])),
    notes: Object.fromEntries(form.figures.map((f) => [f.key, noteOf(f)])),
  });
}

const BASIS = {
  overridden: 'Số do Sở thay',
  derived: 'Số tổng hợp từ hệ thống',
  missing: 'Chưa có số liệu',
} as const;

/** Vietnamese note of a figure: basis, coverage, what differs from the default definitions, warnings; why doubts were closed. */
export function noteOf(figure: ConsolidatedFigure): string {
  if (figure.basis === 'accepted')
    return figure.notes
      .filter((n) => n.code === 'OVERRIDDEN' || n.code === 'CLOSED_DOUBT')
      .map((n) => n.message)
      .join(' ');
  const { reported, expected, land } = figure.coverage;
  const share = percentOf(land?.covered ?? null, land?.expected ?? null);
  const basis = BASIS[figure.basis];
  const named = figure.definitions.filter((d) => !d.isDefault || d.point === 'occupancy_rate');
  return [
    `${basis}; đã có ${reported}/${expected}${share === null ? '' : `, phủ ${printDecimal(share, 'vi')}% đất công nghiệp`}.`,
    ...named.map((d) => `Cách tính: ${d.labelVi}.`),
    ...figure.notes.map((n) => n.message),
  ].join(' ');
}
