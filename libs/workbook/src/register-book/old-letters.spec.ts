/** Registers typed in the fonts of before Unicode, and CSV files in the code pages of their time. */
import { describe, expect, it } from 'vitest';
import { isSyllable, oldEncodingOf } from '../rules/syllables.js';
import { csvLines, isCsv } from './read/csv-lines.js';
import { readRegister } from './read/read-register.js';
import { REGISTER_LIMITS } from './read/read-register-in-child.js';
import type { RegisterMessage } from './read/staged.js';

const OPTIONS = { cluster: null, observedOn: null, uploadedOn: '2026-12-01', writing: null };
const UNICODE = [
  'Tên cụm công nghiệp;Diện tích thành lập (ha);Quyết định thành lập;Ghi chú',
  'Cụm công nghiệp Bắc Duyên Hải;75;Số 1234/QĐ-UBND ngày 12/3/2018;Đã lấp đầy',
  'Đông Phố Mới;30,5;;Chưa có chủ đầu tư',
];
// Typed by hand from the tables of TCVN 5712:1993 and of VNI.
const TCVN3 = [
  'Tªn côm c«ng nghiÖp;DiÖn tÝch thµnh lËp (ha);QuyÕt ®Þnh thµnh lËp;Ghi chó',
  'Côm c«ng nghiÖp B¾c Duyªn H¶i;75;Sè 1234/Q§-UBND ngµy 12/3/2018;§· lÊp ®Çy',
  '§«ng Phè Míi;30,5;;Ch\u00ada cã chñ ®Çu t\u00ad',
];
const VNI = [
  'Teân cuïm coâng nghieäp;Dieän tích thaønh laäp (ha);Quyeát ñònh thaønh laäp;Ghi chuù',
  'Cuïm coâng nghieäp Baéc Duyeân Haûi;75;Soá 1234/QÑ-UBND ngaøy 12/3/2018;Ñaõ laáp ñaày',
  'Ñoâng Phoá Môùi;30,5;;Chöa coù chuû ñaàu tö',
];

const latin1 = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');
const utf8 = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\n'));

/** windows-1258 has letters and tone marks apart; the places in which it differs from Latin-1. */
function windows1258(lines: readonly string[]): Buffer {
  const places: Record<string, number> = { Ă: 0xc3, ă: 0xe3, Đ: 0xd0, đ: 0xf0, Ơ: 0xd5, ơ: 0xf5, Ư: 0xdd, ư: 0xfd };
  const tones: Record<string, number> = {
    '\u0300': 0xcc,
    '\u0309': 0xd2,
    '\u0303': 0xde,
    '\u0301': 0xec,
    '\u0323': 0xf2,
  };
  const bytes: number[] = [];
  for (const letter of lines.join('\n').normalize('NFC')) {
    const apart = letter.normalize('NFD');
    const tone = [...apart].find((mark) => mark in tones);
    const base = [...apart]
      .filter((mark) => mark !== tone)
      .join('')
      .normalize('NFC');
    bytes.push(places[base] ?? base.codePointAt(0) ?? 0);
    if (tone !== undefined) bytes.push(tones[tone] ?? 0);
  }
  return Buffer.from(bytes);
}

async function read(bytes: Uint8Array): Promise<{ readonly rows: string; readonly findings: readonly string[] }> {
  const all: RegisterMessage[] = [];
  await readRegister(bytes, REGISTER_LIMITS, OPTIONS, (message) => all.push(message));
  const rows = all.flatMap((m) =>
    m.kind === 'rows' ? Object.entries(m.rows.columns).map(([key, list]) => `${key}: ${Buffer.from(list)}`) : [],
  );
  const findings = all.flatMap((m) => (m.kind === 'finding' ? [`${m.finding.code} ${m.finding.cell}`] : []));
  return { rows: rows.join('\n'), findings };
}

const wanted = await read(utf8(UNICODE));

describe('a register in an old encoding', () => {
  it('is read in Unicode without a word', () => {
    expect(wanted.rows).toContain('Bắc Duyên Hải');
    expect(wanted.rows).toContain('1234/QĐ-UBND');
    expect(wanted.rows).toContain('Chưa có chủ đầu tư');
    expect(wanted.findings).toEqual(['REGISTER_DAY_ASSUMED null']);
  });

  it.each([
    ['TCVN3 in UTF-8', utf8(TCVN3), ['REGISTER_OLD_LETTERS A1']],
    ['VNI in UTF-8', utf8(VNI), ['REGISTER_OLD_LETTERS A1']],
    ['TCVN3, one byte a letter', latin1(TCVN3), ['REGISTER_OLD_LETTERS A1']],
    ['VNI, one byte a letter', latin1(VNI), ['REGISTER_OLD_LETTERS A1']],
    ['windows-1258', windows1258(UNICODE), []],
    ['UTF-16 without its mark', Buffer.from(UNICODE.join('\n'), 'utf16le'), []],
    ['headings in Unicode, rows in TCVN3', utf8([UNICODE[0] ?? '', ...TCVN3.slice(1)]), ['REGISTER_OLD_LETTERS A2']],
    ['headings in VNI, rows in Unicode', utf8([VNI[0] ?? '', ...UNICODE.slice(1)]), ['REGISTER_OLD_LETTERS A1']],
    ['decomposed', utf8(UNICODE.map((line) => line.normalize('NFD'))), []],
  ])('says the same as in Unicode: %s', async (_, bytes, findings) => {
    const answer = await read(bytes);
    expect(answer.rows).toBe(wanted.rows);
    expect(answer.findings.filter((f) => !f.startsWith('REGISTER_DAY_ASSUMED'))).toEqual(findings);
  });

  it('has no letter that was lost on the way', async () => {
    const broken = utf8(UNICODE.map((line) => line.replace('Đông', '\ufffdông')));
    expect((await read(broken)).findings).toContain('REGISTER_LETTER_LOST A3');
  });
});

describe('what is taken for old letters', () => {
  it.each(['Công ty TNHH Müller', 'Citroën Việt Nam', 'Señor', 'diện tích 12 m²', 'Hà Nam', 'Côm', '30 °C'])(
    'not “%s”',
    (text) => expect(oldEncodingOf([text])).toBeNull(),
  );

  it('is what is Vietnamese in one encoding alone', () => {
    expect(oldEncodingOf(['§«ng Phè Míi'])).toBe('TCVN3');
    expect(oldEncodingOf(['Ñoâng Phoá Môùi'])).toBe('VNI');
    expect(oldEncodingOf(['côm'], true)).toBeNull(); // "côm" is a word as it stands
  });

  it.each(['nghiệp', 'Quyết', 'thuỷ', 'Nguyễn', 'ươm', 'khuỷu', 'Ý', 'giếng'])('knows “%s” as a syllable', (word) =>
    expect(isSyllable(word)).toBe(true),
  );
  it.each(['Müller', 'coâng', 'c«ng', 'nghieäp', 'ngmò'])('and “%s” as none', (word) =>
    expect(isSyllable(word)).toBe(false),
  );
});

describe('separators of a CSV', () => {
  it.each([',', ';', '\t', '|'])('“%s”', (separator) => {
    const bytes = Buffer.from(`a${separator}b${separator}c\n1${separator}"x${separator}""y"""${separator}3`);
    expect(isCsv(bytes)).toBe(true);
    expect([...csvLines(bytes)].map((l) => l.texts)).toEqual([
      ['a', 'b', 'c'],
      ['1', `x${separator}"y"`, '3'],
    ]);
  });

  it('is told by the first line where Excel wrote it', () => {
    const lines = [...csvLines(Buffer.from('sep=;\r\na,b;c\r\n1,5;2'))];
    expect(lines).toEqual([
      { row: 2, texts: ['a,b', 'c'] },
      { row: 3, texts: ['1,5', '2'] },
    ]);
  });
});
