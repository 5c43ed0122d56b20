import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import { sumKnown } from '#lib/kernel';
import type { ClusterFilter, ClusterType } from '../gql/graphql.js';
import { ask } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import { printDay, printFigure } from '../text/print.js';
import { LongTable } from '../ui/long-table.js';
import { byDecimal, byWord } from '../ui/sort-values.js';
import { Failure, Loading } from '../ui/states.js';
import { type ClusterListed, clusterListDocument } from './clusters-query.js';
import { type RegisterFilter, RegisterFilters } from './register-filters.js';
import { clusterTypes } from './register-words.js';
import { statusText } from './status-text.js';

const KEYS = {
  search: 'q',
  province: 'tinh',
  commune: 'xa',
  type: 'loai',
  status: 'nhom',
  established: 'lap',
} as const;

/** Search of the register; all that is found stands in one table, sorted by its headings. */
export function ClustersPage() {
  const { t } = useWords();
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => read(params), [params]);
  const wanted = useDeferredValue(filter);
  const query = useInfiniteQuery({
    queryKey: ['clusters', wanted],
    queryFn: async ({ pageParam }) =>
      (await ask(clusterListDocument, { filter: asked(wanted), after: pageParam })).clusters,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  // The whole list comes by itself, so that it can be sorted by any column and scrolled to its end.
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.nodes) ?? [], [query.data]);
  const statuses = useStatuses(rows);
  const change = (next: Partial<RegisterFilter>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [key, value] of Object.entries(next)) {
          const name = KEYS[key as keyof RegisterFilter];
          if (value) after.set(name, value);
          else after.delete(name);
        }
        return after;
      },
      { replace: true },
    );
  const total = query.data?.pages[0]?.totalCount ?? 0;
  return (
    <>
      <div className="lead">
        <h1>{t('clusters.title')}</h1>
        {session.permissions.includes('register.import') && (
          <Link className="btn plain" to="/cum/nhap-so">
            {t('registerImport.open')}
          </Link>
        )}
      </div>
      <RegisterFilters filter={filter} statuses={statuses} change={change} />
      {query.isPending && <Loading />}
      {query.isError && <Failure failure={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <section className="card" aria-labelledby="found">
          <div aria-live="polite">
            <h2 id="found">
              {hasNextPage ? t('clusters.loading', { n: rows.length, total }) : t('clusters.count', { n: total })}
            </h2>
          </div>
          <ClusterTable rows={rows} />
        </section>
      )}
    </>
  );
}

function ClusterTable({ rows }: { rows: ClusterListed[] }) {
  const { t, language } = useWords();
  const columns = useMemo<ColumnDef<ClusterListed>[]>(
    () => [
      {
        id: 'code',
        header: t('clusters.code'),
        accessorKey: 'code',
        meta: { wide: true },
        cell: ({ row }) => <span className="nowrap">{row.original.code}</span>,
      },
      {
        id: 'name',
        header: t('clusters.name'),
        sortingFn: (a, b) => byWord(a.original.name, b.original.name),
        accessorKey: 'name',
        cell: ({ row: { original: c } }) => (
          <>
            <Link to={`/cum/${c.code}`}>{c.name}</Link>
            <div className="small soft phone-only">
              {c.code} · {placeOf(c)}
            </div>
          </>
        ),
      },
      {
        id: 'place',
        header: t('clusters.place'),
        accessorFn: placeOf,
        sortingFn: (a, b) =>
          byWord(a.original.province?.name ?? '', b.original.province?.name ?? '') ||
          byWord(placeOf(a.original), placeOf(b.original)),
        meta: { wide: true },
      },
      {
        id: 'status',
        header: t('clusters.standing'),
        accessorFn: (c) => c.status ?? '',
        meta: { wide: true },
        cell: ({ row: { original: c } }) => (
          <>
            <span className={`chip ${c.established ? 'good' : ''}`}>
              {t(c.established ? 'clusters.isEstablished' : 'clusters.notEstablished')}
            </span>
            {c.status !== null && <div className="small soft">{statusText(c.status, t)}</div>}
          </>
        ),
      },
      {
        id: 'decision',
        header: t('clusters.established'),
        accessorFn: (c) => establishmentOf(c)?.signedOn ?? '',
        meta: { wide: true },
        cell: ({ row: { original: c } }) => {
          const decision = establishmentOf(c);
          return decision === undefined ? null : (
            <>
              {decision.number}
              {decision.signedOn !== null && <div className="small soft">{printDay(decision.signedOn, language)}</div>}
            </>
          );
        },
      },
      {
        id: 'planned',
        header: t('clusters.planned'),
        accessorFn: plannedOf,
        sortDescFirst: true,
        sortingFn: (a, b) => byDecimal(plannedOf(a.original), plannedOf(b.original)),
        meta: { num: true },
        cell: ({ row }) => printFigure(plannedOf(row.original), language),
      },
      {
        id: 'problems',
        header: t('clusters.problems'),
        accessorFn: (c) => c.dataProblems.length,
        sortDescFirst: true,
        meta: { wide: true },
        cell: ({ row: { original: c } }) =>
          c.dataProblems.length > 0 && (
            <span className={`chip ${c.dataProblems.some((p) => p.severity === 'ERROR') ? 'bad' : 'warn'}`}>
              {t('clusters.problemCount', { n: c.dataProblems.length })}
            </span>
          ),
      },
    ],
    [t, language],
  );
  const planned = rows.map(plannedOf);
  const known = planned.filter((area) => area !== null).length;
  return (
    <LongTable
      caption={t('clusters.title')}
      columns={columns}
      rows={rows}
      rowKey={(c) => c.id}
      foot={
        known > 0 && (
          <tr className="total" data-total>
            <th scope="row" colSpan={7}>
              {t('clusters.sum')} <b className="figure">{printFigure(sumKnown(planned), language)} ha</b>
              <span className="coverage soft small"> {t('coverage.known', { n: known, all: rows.length })}</span>
            </th>
          </tr>
        )
      }
    />
  );
}

const placeOf = (c: ClusterListed): string => [...c.communes.map((u) => u.name), c.province?.name ?? ''].join(', ');
const plannedOf = (c: ClusterListed): string | null => c.planEntries.find((p) => p.listed)?.plannedAreaHa ?? null;
const establishmentOf = (c: ClusterListed) => c.decisions.find((d) => d.kind === 'ESTABLISHMENT');

function read(params: URLSearchParams): RegisterFilter {
  const of = (key: keyof RegisterFilter) => params.get(KEYS[key]) ?? '';
  return {
    search: of('search'),
    province: of('province'),
    commune: of('commune'),
    type: of('type'),
    status: of('status'),
    established: of('established'),
  };
}

function asked(filter: RegisterFilter): ClusterFilter {
  const type: ClusterType | null = clusterTypes.find((known) => known === filter.type) ?? null;
  const text = (value: string) => (value.trim() === '' ? null : value.trim());
  return {
    search: text(filter.search),
    province: text(filter.province),
    commune: text(filter.commune),
    status: text(filter.status),
    type,
    established: filter.established === '' ? null : filter.established === '1',
  };
}

/** Status groups are the sources' own words: those that were seen so far can be asked for. */
function useStatuses(rows: readonly ClusterListed[]): string[] {
  const seen = useRef(new Set<string>());
  for (const row of rows) if (row.status !== null) seen.current.add(row.status);
  return [...seen.current].sort(byWord);
}
