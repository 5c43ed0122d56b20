import { type Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { DomainError } from '#lib/kernel';
import type { Page, PageRequest } from '#lib/persistence';
import { BoundedList } from './bounded.js';

export const DEFAULT_PAGE = 50;
export const LARGEST_PAGE = 200;

@ObjectType({
  description: 'Where a page of a connection begins and ends, and whether there is more (Relay cursor connections).',
})
export class PageInfo {
  @Field(() => Boolean, { description: 'There are further rows after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'There are rows before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last row, to be given as `after` for the next page; null on an empty page.',
  })
  endCursor!: string | null;
}

/** The two arguments every connection takes. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: DEFAULT_PAGE, description: `Rows in the page, 1 to ${LARGEST_PAGE}.` })
  first: number = DEFAULT_PAGE;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the row after which the page begins; leave out for the first page.',
  })
  after?: string | null;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Connection<T> {
  readonly edges: Edge<T>[];
  readonly nodes: T[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/** Makes the two types of a connection, documented. `what` is the plural in English with the Vietnamese term. */
export function connectionType<T extends object>(node: Type<T>, name: string, what: string): Type<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `One row of a page of ${what}.` })
  class EdgeType implements Edge<T> {
    @Field(() => String, { description: 'Opaque place of the row in the stable order.' })
    cursor!: string;

    @Field(() => node, { description: 'The row itself.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${what}, in stable order.` })
  class ConnectionType implements Connection<T> {
    @BoundedList(LARGEST_PAGE, () => [EdgeType], { description: 'Rows with their cursors.' })
    edges!: Edge<T>[];

    @BoundedList(LARGEST_PAGE, () => [node], { description: 'The same rows without cursors.' })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'Whether there is more.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'Rows in all pages together that the caller may see.' })
    totalCount!: number;
  }
  return ConnectionType;
}

/** Checks the page wanted. @throws DomainError PAGE_SIZE_INVALID */
function pageSize(args: PageArgs): number {
  if (args.first >= 1 && args.first <= LARGEST_PAGE) return args.first;
  throw new DomainError({
    code: 'PAGE_SIZE_INVALID',
    path: 'first',
    message: `Tham số first phải từ 1 đến ${LARGEST_PAGE} (đang là ${args.first}). Hãy lấy từng trang và dùng after cho trang sau.`,
    messageEn: `Argument first must be 1 to ${LARGEST_PAGE} (it is ${args.first}). Take pages, and use after for the next one.`,
  });
}

/** The cursor is not one we made. */
function badCursor(): DomainError {
  return new DomainError({
    code: 'CURSOR_INVALID',
    path: 'after',
    message:
      'Tham số after không phải là một con trỏ do hệ thống cấp. Hãy dùng giá trị endCursor của trang trước, hoặc bỏ after để lấy trang đầu.',
    messageEn:
      'Argument after is not a cursor of this system. Use endCursor of the page before, or leave it out for the first page.',
  });
}

/** The page in the services' words. @throws DomainError PAGE_SIZE_INVALID */
export function pageRequest(args: PageArgs): PageRequest {
  return { first: pageSize(args), after: args.after ?? null };
}

/** A service's page as a connection; `map` makes the GraphQL row where it differs. */
export function connectionOfPage<T>(page: Page<T>, args: PageArgs): Connection<T>;
export function connectionOfPage<T, U>(page: Page<T>, args: PageArgs, map: (row: T) => U): Connection<U>;
export function connectionOfPage<T, U>(page: Page<T>, args: PageArgs, map?: (row: T) => U): Connection<T | U> {
  const edges = page.edges.map(({ node, cursor }) => ({ cursor, node: map ? map(node) : node }));
  return connectionOf(edges, page.totalCount, { before: Boolean(args.after), after: page.hasNextPage });
}

/** Page of rows that are all in memory already (children of one row, fetched by a batch loader). */
export function pageOfRows<T>(rows: readonly T[], idOf: (row: T) => string, args: PageArgs): Connection<T> {
  const first = pageSize(args);
  const from = args.after ? rows.findIndex((row) => toCursor(idOf(row)) === args.after) + 1 : 0;
  if (args.after && from === 0) throw badCursor();
  const page = rows.slice(from, from + first);
  const edges = page.map((node) => ({ cursor: toCursor(idOf(node)), node }));
  return connectionOf(edges, rows.length, { before: from > 0, after: from + first < rows.length });
}

/** Puts a page together from its edges. */
export function connectionOf<T>(
  edges: Edge<T>[],
  totalCount: number,
  more: { before: boolean; after: boolean },
): Connection<T> {
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    totalCount,
    pageInfo: {
      hasNextPage: more.after,
      hasPreviousPage: more.before,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function toCursor(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
