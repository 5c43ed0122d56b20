import { DomainError } from '#lib/kernel';

/**
 * Rows of a small CSV text as records by heading (RFC 4180: quotes, doubled quotes, commas inside quotes).
 * @throws DomainError SAMPLE_FILE_BROKEN naming the line, where a row has another number of cells than the heading
 */
export function parseCsv<K extends string>(text: string, file: string, headings: readonly K[]): Record<K, string>[] {
  const [head = [], ...rows] = cellsOf(text.replace(/^\ufeff/, ''));
  const missing = headings.find((h) => !head.includes(h));
  if (missing !== undefined) throw broken(file, 1, `no column "${missing}"`);
  return rows.map((cells, i) => {
    if (cells.length !== head.length) throw broken(file, i + 2, `${head.length} cells expected, ${cells.length} found`);
    return Object.fromEntries(head.map((name, c) => [name, cells[c] ?? ''])) as Record<K, string>;
  });
}

function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') cell += text[++i] ?? '';
      else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      row.push(cell);
      cell = '';
    } else if (char === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else if (char !== '\r') cell += char;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** One sentence about a broken sample file. */
export function broken(file: string, line: number, what: string): DomainError {
  return new DomainError({
    code: 'SAMPLE_FILE_BROKEN',
    message: `Tệp dữ liệu mẫu ${file}, dòng ${line}: ${what}. Hãy sửa tệp rồi nạp lại.`,
    messageEn: `Sample file ${file}, line ${line}: ${what}.`,
    path: file,
  });
}
