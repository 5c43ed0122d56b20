import { type ConsolidatedForm, type ConsolidationService, NATION, noteOf } from '#lib/consolidation';
import { type Clock, vietnamDate } from '#lib/kernel';
import type { Law } from '#lib/law';
import type { UnitOfWork } from '#lib/persistence';
import type { TerritoryService } from '#lib/territory';
import { type TableAbout, type WrittenForm, writeForms } from '#lib/workbook';
import { CURRENT_EDITION, editionText, periodText } from './about.js';
import type { TableEdition } from './dataset.js';
import { editionOf } from './edition-of.js';
import type { FormsRequest } from './request.js';

export interface StatutoryServices {
  readonly law: Law;
  readonly clock: Clock;
  readonly territory: TerritoryService;
  readonly consolidation: ConsolidationService;
}

/** The forms of a request in one workbook, a sheet each, the sheet of explanations last. */
export async function statutoryWorkbook(
  uow: UnitOfWork,
  services: StatutoryServices,
  request: FormsRequest,
  common: TableAbout['facts'],
  onUnit: (done: number, all: number) => Promise<void>,
): Promise<{ readonly bytes: Uint8Array; readonly forms: number }> {
  const units = await unitsOf(uow, services, request);
  const forms: ConsolidatedForm[] = [];
  for (const unit of units) {
    forms.push(
      await services.consolidation.consolidatedForm(uow, {
        form: request.form,
        unit,
        period: request.period,
        edition: request.edition ?? null,
      }),
    );
    await onUnit(forms.length, units.length);
  }
  const written = forms.map((form) => writtenForm(services.law, form, forms.length));
  const bytes = writeForms(written, {
    title: titleOf(request),
    facts: [...factsOf(request, forms, written, await editionOf(uow, request.edition)), ...common],
  });
  return { bytes, forms: forms.length };
}

async function unitsOf(
  uow: UnitOfWork,
  { law, clock, territory }: StatutoryServices,
  request: FormsRequest,
): Promise<string[]> {
  if (!request.everyProvince) return [...new Set(request.units)];
  const asOf = law.dataWindow(request.period)?.to ?? vietnamDate(clock.now());
  const provinces = await territory.provinces(uow, { asOf });
  return [...new Set([...request.units, ...provinces.map((p) => p.code)])];
}

function writtenForm(law: Law, form: ConsolidatedForm, count: number): WrittenForm {
  const definition = law.definitionById(form.definitionId);
  if (definition === null) throw new Error(`schemas/ no longer has ${form.definitionId}`);
  return {
    definition,
    period: form.period,
    unitName: form.unitName,
    ...(form.unit === NATION ? { senderLine: 'Bộ Công Thương (tổng hợp cả nước)' } : {}),
    values: Object.fromEntries(form.figures.map((f) => [f.key, f.value])),
    notes: Object.fromEntries(form.figures.map((f) => [f.key, noteOf(f)])),
    ...(count === 1 ? {} : { sheetName: sheetName(form) }),
  };
}

/** "15 Lào Cai": unique by its code, and short enough for a sheet. */
function sheetName({ unit, unitName }: ConsolidatedForm): string {
  const short = unitName.replace(/^(tỉnh|thành phố|xã|phường|đặc khu)\s+/iu, '').replace(/[[\]:*?/\\']/g, ' ');
  return `${unit} ${short}`.slice(0, 31).trim();
}

function titleOf(request: FormsRequest): string {
  return `Biểu ${request.form} tổng hợp, kỳ ${periodText(request.period)}`;
}

function factsOf(
  request: FormsRequest,
  forms: readonly ConsolidatedForm[],
  written: readonly WrittenForm[],
  edition: TableEdition | null,
) {
  const definitions = [...new Set(written.map((w) => `${w.definition.printedCode} (${w.definition.id})`))];
  const chosen = new Map(
    forms.flatMap((f) => f.figures.flatMap((figure) => figure.definitions.map((d) => [d.point, d.labelVi] as const))),
  );
  const coverage = forms.map((form): readonly [string, string] => {
    const count = (basis: string) => form.figures.filter((f) => f.basis === basis).length;
    return [
      `Độ phủ: ${form.unit} ${form.unitName}`,
      `${form.figures.length} chỉ tiêu: ${count('accepted')} đã tiếp nhận, ${count('derived')} tổng hợp từ hệ thống, ${count('overridden')} do Sở thay, ` +
        `${count('missing')} chưa có; độ phủ từng chỉ tiêu ghi ở cột ghi chú`,
    ];
  });
  return [
    ['Kỳ báo cáo', periodText(request.period)],
    ['Phiên bản số liệu', edition === null ? CURRENT_EDITION : editionText(edition)],
    ['Mẫu biểu', definitions.join('; ')],
    [
      'Bộ lọc',
      request.everyProvince ? `mọi tỉnh, thành phố (${forms.length} trang)` : `đơn vị ${request.units.join(', ')}`,
    ],
    ...[...chosen].map(([point, label]): readonly [string, string] => [`Cách tính: ${point}`, label]),
    ...coverage,
  ] as const;
}
