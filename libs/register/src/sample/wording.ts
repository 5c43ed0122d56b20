import type { TenantState } from '../snapshot.js';

/** One paper of a list such as "07/GP-YB 2006-01-11, amended 2008-06-24; 553/QĐ-UBND 2017-04-07". */
export interface WrittenPaper {
  readonly number: string;
  readonly issuedOn: string | null;
  readonly asWritten: string;
}

/** Papers of a written list; semicolons part them, dates of amendment stay in the wording. */
export function papersOf(written: string): WrittenPaper[] {
  return written
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((asWritten) => {
      const [, number = asWritten, issuedOn] = /^(\S+)\s+(\d{4}-\d{2}-\d{2})/.exec(asWritten) ?? [];
      return { number, issuedOn: issuedOn ?? null, asWritten };
    });
}

const TENANT_STATES: Readonly<Record<string, TenantState>> = {
  operating: 'operating',
  suspended: 'suspended',
  'completing papers': 'preparing',
  'site clearance': 'preparing',
  'site proposed': 'preparing',
  'investment approval issued': 'preparing',
  'site cleared, applying for lease': 'preparing',
};

/** State of a tenant project from the source's wording; what the wording does not say is unknown. */
export function tenantStateOf(written: string): TenantState {
  return TENANT_STATES[written.trim()] ?? 'unknown';
}

/** Names of earlier plans inside a note: "earlier plan name: CCN thị trấn Phố Lu; after 2030: 75 ha". */
export function earlierNamesOf(note: string): string[] {
  return [...note.matchAll(/earlier plan name: (?:CCN )?([^;]+)/gu)].map((m) => (m[1] ?? '').trim());
}

const NOTE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/earlier plan name: /g, 'tên trong quy hoạch trước: '],
  [/earlier plan: after 2030/g, 'quy hoạch trước: sau năm 2030'],
  [/after 2030: (\d+) ha/g, 'sau năm 2030: $1 ha'],
  [/moved forward from after 2030/g, 'đưa lên từ giai đoạn sau năm 2030'],
  [/moved from before 2030 to after 2030/g, 'chuyển từ trước sang sau năm 2030'],
  [/for relocation from Đông Phố Mới and Sơn Mãn/g, 'để di dời từ Đông Phố Mới và Sơn Mãn'],
  [/relocation plan in preparation/g, 'đang lập phương án di dời'],
  [/railway project/g, 'dự án đường sắt'],
  [/converted to an industrial park/g, 'chuyển thành khu công nghiệp'],
  [/two clusters replaced by commune figures/g, 'hai cụm thay bằng số của cấp xã'],
  [/54 plus Gia Hội and Phong Hải/g, '54 cụm cộng Gia Hội và Phong Hải'],
];

/** A note of the sample tables in Vietnamese; null for an empty one. */
export function noteInVietnamese(note: string | undefined): string | null {
  if (note === undefined || note.trim() === '') return null;
  return NOTE_WORDS.reduce((text, [english, vietnamese]) => text.replace(english, vietnamese), note.trim());
}
