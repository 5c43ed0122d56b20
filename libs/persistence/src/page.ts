import { DomainError } from '#lib/kernel';

/** A page asked for: how many rows, and after which one. */
export interface PageRequest {
  /** 1 to 500. */
  readonly first: number;
  /** Cursor of the last row seen; absent or null: from the beginning. */
  readonly after?: string | null;
}

/** Rows in a stable order, each with the cursor that continues after it. */
export interface Page<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  /** Rows of the whole list under the same filter. */
  readonly totalCount: number;
}

export const MAX_PAGE = 500;

/** How many rows to read for a page. @throws DomainError PAGE_SIZE_INVALID */
export function pageSize(page: PageRequest): number {
  if (Number.isInteger(page.first) && page.first >= 1 && page.first <= MAX_PAGE) return page.first;
  throw new DomainError({
    code: 'PAGE_SIZE_INVALID',
    message: `Số dòng mỗi trang phải là số nguyên từ 1 đến ${MAX_PAGE} (đang ghi ${page.first}).`,
    messageEn: `The page size must be a whole number from 1 to ${MAX_PAGE}.`,
    path: 'first',
  });
}

/** Cursor of a row: the values it is ordered by. Opaque to callers. */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/** Values a cursor was made of; null for "from the beginning". @throws DomainError CURSOR_INVALID */
export function decodeCursor(cursor: string | null | undefined, parts: number): string[] | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(key) &&
      key.length === parts &&
      key.every((k) => typeof k === 'string' && !k.includes('\u0000'))
    ) {
      return key as string[];
    }
  } catch {
    // Falls through: not something we made.
  }
  throw new DomainError({
    code: 'CURSOR_INVALID',
    message: 'Vị trí trang (con trỏ) không hợp lệ. Hãy tải lại danh sách từ đầu.',
    messageEn: 'The cursor is not valid. Load the list from the beginning.',
    path: 'after',
  });
}

/** Cuts rows read one beyond the page into a page. @param rows at most `first` + 1 rows in order */
export function toPage<T>(
  rows: readonly T[],
  first: number,
  totalCount: number,
  keyOf: (row: T) => readonly string[],
): Page<T> {
  return {
    edges: rows.slice(0, first).map((node) => ({ node, cursor: encodeCursor(keyOf(node)) })),
    hasNextPage: rows.length > first,
    totalCount,
  };
}
