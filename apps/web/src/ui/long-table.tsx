import {
  type ColumnDef,
  flexRender,
  getCoreRowModel,
  getSortedRowModel,
  type RowData,
  type SortingState,
  useReactTable,
} from '@tanstack/react-table';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../text/language.js';

declare module '@tanstack/react-table' {
  interface ColumnMeta<TData extends RowData, TValue> {
    /** Figures: to the right, digits below digits. */
    readonly num?: boolean;
    /** Left out on a phone, where the name's cell says it. */
    readonly wide?: boolean;
  }
}

/** Rows beside the window that are in the page already, so that a fast scroll never shows a blank one. */
const OVERSCAN = 24;
/** From this many rows on only those in sight are in the page. */
const LONG = 80;

/**
 * A table of any length: sorted by its headings, its head stays in sight, and of long ones only the rows near the window
 * are in the page. Readers of the screen are told the true number of rows.
 */
export function LongTable<T>({
  caption,
  columns,
  rows,
  rowKey,
  foot,
}: {
  caption: string;
  columns: ColumnDef<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  foot?: ReactNode;
}) {
  const { t } = useWords();
  const [sorting, setSorting] = useState<SortingState>([]);
  const body = useRef<HTMLTableSectionElement>(null);
  const [margin, setMargin] = useState(0);
  const table = useReactTable({
    data: rows,
    columns,
    state: { sorting },
    onSortingChange: setSorting,
    getRowId: rowKey,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  const sorted = table.getRowModel().rows;
  const isLong = sorted.length > LONG;
  useLayoutEffect(() => {
    const place = () =>
      setMargin(body.current === null ? 0 : body.current.getBoundingClientRect().top + window.scrollY);
    place();
    window.addEventListener('resize', place);
    return () => window.removeEventListener('resize', place);
  }, []);
  const virtual = useWindowVirtualizer({
    count: sorted.length,
    estimateSize: () => 46,
    overscan: OVERSCAN,
    scrollMargin: margin,
    enabled: isLong,
    getItemKey: (index) => sorted[index]?.id ?? index,
  });
  const items = isLong ? virtual.getVirtualItems() : [];
  const shown = isLong ? items.map((item) => ({ row: sorted[item.index], index: item.index })) : sorted.map(numbered);
  const before = (items[0]?.start ?? margin) - margin;
  const after = isLong ? Math.max(0, virtual.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin)) : 0;
  const width = columns.length;
  return (
    <table className="long" aria-rowcount={sorted.length + 1}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} aria-rowindex={1}>
            {group.headers.map((header) => {
              const { num, wide } = header.column.columnDef.meta ?? {};
              const direction = header.column.getIsSorted();
              const words = flexRender(header.column.columnDef.header, header.getContext());
              return (
                <th
                  key={header.id}
                  scope="col"
                  className={`${num ? 'num ' : ''}${wide ? 'wide-only' : ''}`}
                  aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined}
                >
                  {header.column.getCanSort() ? (
                    <button type="button" className="sort" onClick={header.column.getToggleSortingHandler()}>
                      {words}
                      <span aria-hidden="true">{direction === 'asc' ? ' ▲' : direction === 'desc' ? ' ▼' : ' ↕'}</span>
                    </button>
                  ) : (
                    words
                  )}
                </th>
              );
            })}
          </tr>
        ))}
      </thead>
      <tbody ref={body}>
        {before > 0 && <Gap height={before} width={width} />}
        {shown.map(({ row, index }) =>
          row === undefined ? null : (
            <tr
              key={row.id}
              data-index={index}
              ref={isLong ? virtual.measureElement : undefined}
              aria-rowindex={index + 2}
            >
              {row.getVisibleCells().map((cell) => {
                const { num, wide } = cell.column.columnDef.meta ?? {};
                return (
                  <td key={cell.id} className={`${num ? 'num ' : ''}${wide ? 'wide-only' : ''}`}>
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </td>
                );
              })}
            </tr>
          ),
        )}
        {after > 0 && <Gap height={after} width={width} />}
        {sorted.length === 0 && (
          <tr>
            <td colSpan={width} className="soft">
              {t('app.empty')}
            </td>
          </tr>
        )}
      </tbody>
      {Boolean(foot) && <tfoot>{foot}</tfoot>}
    </table>
  );
}

const numbered = <R,>(row: R, index: number): { row: R; index: number } => ({ row, index });

/** Room of the rows that are not in the page. */
function Gap({ height, width }: { height: number; width: number }) {
  return (
    <tr className="gap">
      <td colSpan={width} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
