import { Inject } from '@nestjs/common';
import { Args, Field, ID, Info, InputType, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  type ConsolidatedForm as Consolidated,
  type Coverage as CoverageRow,
  formDigest,
  type ReconciledRow,
  type FigureSource as SourceRow,
} from '#lib/consolidation';
import { percentOf } from '#lib/kernel';
import { Access } from '../access/access.decorator.js';
import { fieldAsksFor } from '../analysis/asks-for.js';
import { BoundedList } from '../graphql/bounded.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import type { ValueOf } from '../graphql/value-of.js';
import { SERVICES, type Services } from '../services.js';
import { ConsolidatedForm, type Coverage, FigureSource, TerritoryMapEnum } from './consolidation.types.js';
import { Reconciliation, type ReconciledRow as ShownRow } from './reconciliation.types.js';

@InputType({ description: 'Answer to one point the law leaves open (chọn định nghĩa).' })
export class DefinitionChoice {
  @Field(() => String, { description: 'The open point (điểm chưa rõ), such as occupancy_rate.' })
  point!: string;

  @Field(() => String, { description: 'Name of the definition (định nghĩa).' })
  name!: string;
}

@InputType({ description: 'How a form is consolidated (tùy chọn tổng hợp).' })
export class ConsolidationOptions {
  @BoundedList(20, () => [DefinitionChoice], {
    defaultValue: [],
    description: 'Answers to open points other than the defaults.',
  })
  definitions!: DefinitionChoice[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of validity within the data window (ngày số liệu); its last day, the cut-off, when left out.',
  })
  asOf?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'As it was known at this instant (thời điểm biết): filings accepted and facts recorded or corrected later are not in it.',
  })
  asKnown?: Date | null;

  @Field(() => TerritoryMapEnum, {
    nullable: true,
    description:
      'On which map the unit is meant (bản đồ đơn vị hành chính); the map of the day of validity when left out. Codes changed owner on 2025-07-01.',
  })
  map?: ValueOf<typeof TerritoryMapEnum> | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the map (ngày của bản đồ), with AS_OF alone.' })
  mapDay?: string | null;
}

@Resolver()
export class ConsolidationResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => ConsolidatedForm, {
    description:
      'A form consolidated for a unit and period (biểu tổng hợp), every figure with its sources and coverage.',
  })
  @Access('consolidated.read')
  async consolidatedForm(
    @Args('form', { type: () => String, description: 'Form (biểu): 03 or 04.' }) form: string,
    @Args('unit', {
      type: () => String,
      description: 'Unit (đơn vị): commune code (03), province code (04) or VN (the nation).',
    })
    unit: string,
    @Args('period', { type: () => String, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' }) period: string,
    @Args('options', {
      type: () => ConsolidationOptions,
      nullable: true,
      description: 'Other definitions than the defaults; leave out for the defaults.',
    })
    options: ConsolidationOptions | null | undefined,
    @Args('edition', {
      type: () => ID,
      nullable: true,
      description: 'As this edition (ấn bản) published it, such as "2026-H1-r1"; leave out for the present state.',
    })
    edition: string | null | undefined,
    @Info() info: GraphQLResolveInfo,
    @Context() { caller, firms }: GraphContext,
  ): Promise<ConsolidatedForm> {
    const { db, consolidation } = this.services;
    const definitions = Object.fromEntries((options?.definitions ?? []).map(({ point, name }) => [point, name]));
    const { asOf = null, asKnown = null, map = null, mapDay = null } = options ?? {};
    const query = { form, unit, period, definitions, asOf, asKnown, map, mapDay, edition: edition ?? null };
    const found = await db.transact(caller.scope, (uow) => consolidation.consolidatedForm(uow, query));
    firms.note('source', firmsAmongSources(info, found));
    return shown(query.edition, found);
  }
}

/** One cluster's part of the consolidated figures. */
@Resolver()
export class ClusterFormResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => ConsolidatedForm, {
    description:
      'One cluster in the layout of form 04 (số liệu của cụm theo từng định nghĩa): land and occupancy under each named definition, with sources.',
  })
  @Access('register.read')
  async clusterForm(
    @Args('cluster', { type: () => String, description: 'Public code (mã cụm).' }) cluster: string,
    @Args('period', { type: () => String, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' }) period: string,
    @Info() info: GraphQLResolveInfo,
    @Context() { caller, firms }: GraphContext,
  ): Promise<ConsolidatedForm> {
    const { db, consolidation } = this.services;
    const found = await db.transact(caller.scope, (uow) => consolidation.clusterForm(uow, { cluster, period }));
    firms.note('source', firmsAmongSources(info, found));
    return shown(null, found);
  }
}

/** Derived against filed against the units below. */
@Resolver()
export class ReconciliationResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => Reconciliation, {
    description:
      'Derived against filed against the sum of the units below, per row, with the units that make the difference (đối chiếu số liệu).',
  })
  @Access('consolidated.read')
  async reconciliation(
    @Args('form', { type: () => String, description: 'Form (biểu): 03 or 04.' }) form: string,
    @Args('unit', { type: () => String, description: 'Unit (đơn vị): commune code (03), province code (04), or VN.' })
    unit: string,
    @Args('period', { type: () => String, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' }) period: string,
    @Args('byClusters', {
      type: () => Boolean,
      defaultValue: false,
      description: 'A province beside its clusters instead of its communes (đến từng cụm); a commune always is.',
    })
    byClusters: boolean,
    @Context() { caller }: GraphContext,
  ): Promise<Reconciliation> {
    const { db, consolidation } = this.services;
    const query = { form, unit, period, byClusters };
    const found = await db.transact(caller.scope, (uow) => consolidation.reconciliation(uow, query));
    return { ...found, rows: found.rows.map(rowShown) };
  }
}

/** Rows of single firms among the sources, where the sources are asked for. */
function firmsAmongSources(info: GraphQLResolveInfo, { figures }: Consolidated): string[] {
  if (!fieldAsksFor(info, 'figures', 'sources')) return [];
  return figures.flatMap(({ sources }) => sources.filter(({ kind }) => OF_ONE_FIRM.has(kind)).map(({ id }) => id));
}

const OF_ONE_FIRM: ReadonlySet<string> = new Set(['tenant_project', 'lease', 'investment_paper']);

/** The consolidation's words in the API's. */
function shown(edition: string | null, consolidated: Consolidated): ConsolidatedForm {
  const { form, unit, unitName, period, definitionId, window, figures } = consolidated;
  return {
    edition,
    sha256: formDigest(consolidated),
    form,
    unit,
    unitName,
    period,
    definitionId,
    windowFrom: window.from,
    windowTo: window.to,
    figures: figures.map((figure) => ({
      ...figure,
      sources: figure.sources.map(sourceShown),
      coverage: coverageShown(figure.coverage),
      definitions: [...figure.definitions],
      alternatives: [...figure.alternatives],
      notes: [...figure.notes],
    })),
  };
}

function rowShown({ children, ...row }: ReconciledRow): ShownRow {
  return {
    ...row,
    coverage: coverageShown(row.coverage),
    children: children.slice(0, 500).map((c) => ({ ...c, filings: c.filings.slice(0, 500) })),
  };
}

/** Coverage in the API's words: the share is worked out of its parts. */
export function coverageShown({ land, ...counts }: CoverageRow): Coverage {
  if (land === undefined) return { ...counts, land: null };
  return { ...counts, land: { ...land, share: percentOf(land.covered, land.expected) } };
}

function sourceShown(source: SourceRow): FigureSource {
  return { ...source };
}
