import type { Caller } from '#lib/access';
import { type IsoDate, parsePeriod, periodLabel, printDecimal, vietnamInstant } from '#lib/kernel';
import type { TableEdition } from './dataset.js';
import type { FilterOperator, TableRequest } from './request.js';
import type { TableQuery } from './table-query.js';

type Fact = readonly [label: string, value: string];

/** Which state of the figures a file shows that names no edition. */
export const CURRENT_EDITION = 'hiện tại (số liệu đang cập nhật, chưa chốt thành ấn bản)';

/** Names the edition whose figures a file has. */
export function editionText({ id, closedAt, knownAt }: Pick<TableEdition, 'id' | 'closedAt' | 'knownAt'>): string {
  return `ấn bản ${id}, chốt lúc ${instantText(closedAt)}; theo những gì đã tiếp nhận và ghi nhận đến ${instantText(knownAt)}`;
}

/** 2026-06-19 -> 19/06/2026. */
export function dayText(day: IsoDate): string {
  return day.split('-').reverse().join('/');
}

export function instantText(at: Date): string {
  const text = vietnamInstant(at);
  return `${dayText(text.slice(0, 10))} ${text.slice(11, 16)} (giờ Việt Nam)`;
}

export function periodText(code: string): string {
  const period = parsePeriod(code);
  return period === null ? code : `${periodLabel(period)} (${code})`;
}

/** What every file says last: when it was made, and how far whoever made it sees. */
export function commonFacts(caller: Caller, at: Date): Fact[] {
  return [
    ['Thời điểm xuất', instantText(at)],
    ['Đơn vị xuất', `${caller.officeName}; chỉ gồm dữ liệu đơn vị này được xem`],
    ['Ghi chú', 'Ô trống là chưa có số liệu, không phải 0. Tổng cộng chỉ cộng các ô có số liệu.'],
  ];
}

const OPERATOR_WORDS: Readonly<Record<FilterOperator, string>> = {
  any_of: 'là một trong',
  contains: 'có chứa',
  at_least: 'từ',
  at_most: 'đến',
  known: 'đã có',
  unknown: 'chưa có',
};

/** Conditions in words: "Tỉnh là một trong: Lào Cai; …". */
export function filterText(request: TableRequest, query: TableQuery): string {
  if (request.filters.length === 0) return 'không lọc';
  const labelOf = (key: string) => query.dataset.columns.find((c) => c.key === key)?.label ?? key;
  return request.filters
    .map(
      (f) =>
        `${labelOf(f.column)} ${OPERATOR_WORDS[f.operator]}${f.values.length > 0 ? `: ${f.values.join(', ')}` : ''}`,
    )
    .join('; ');
}

/** Facts of a planners' table. @param provinces number of provinces there are */
export function tableFacts(
  request: TableRequest,
  query: TableQuery,
  edition: TableEdition | null,
  coverage: { readonly rows: number; readonly provinces: number },
  provinces: number,
): Fact[] {
  const labelOf = (key: string) => query.dataset.columns.find((c) => c.key === key)?.label ?? key;
  const period = request.filters.find((f) => f.column === 'period' && f.operator === 'any_of');
  const order = request.orderBy.map((o) => `${labelOf(o.column)} ${o.descending ? 'giảm dần' : 'tăng dần'}`);
  const ofDay = `dữ liệu có hiệu lực ngày ${dayText(request.asOf)}`;
  const ofEdition = edition === null ? ofDay : `${periodText(edition.period)}; ${ofDay}`;
  return [
    ['Kỳ, ngày dữ liệu', period ? period.values.map(periodText).join(', ') : ofEdition],
    ['Phiên bản số liệu', edition === null ? CURRENT_EDITION : editionText(edition)],
    [
      'Độ phủ',
      `${printDecimal(String(coverage.rows), 'vi')} dòng của ${coverage.provinces}/${provinces} tỉnh, thành phố`,
    ],
    ['Bộ lọc', filterText(request, query)],
    ['Nhóm theo', request.groupBy.length === 0 ? 'không nhóm' : request.groupBy.map(labelOf).join(', ')],
    ['Thứ tự', order.length === 0 ? 'mặc định' : order.join(', ')],
  ];
}
