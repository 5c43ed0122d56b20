import { Inject } from '@nestjs/common';
import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Config } from '#lib/config';
import { type FigureView, receiptByNumber, revisionKey } from '#lib/filing';
import { Access } from '../access/access.decorator.js';
import { BoundedListField } from '../graphql/bounded.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { Obligation } from '../regime/regime.types.js';
import { CONFIG, SERVICES, type Services } from '../services.js';
import { childrenShown, filingShown, receiptShown } from './filing.mapper.js';
import { Filing, FilingFigure, FilingRevision } from './filing.types.js';
import {
  ChangedInput,
  FilingMark,
  FilingReceipt,
  FilingReturn,
  FilingStatement,
  MissingChildren,
} from './marks.types.js';

const MOST_MARKS = 200;
const MOST_STATEMENTS = 500;

/** What a filing carries beside its figures: doubts, thread, receipt, and how it hangs together with those below. */
@Resolver(() => Filing)
export class FilingMarksResolver {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @ResolveField(() => FilingReturn, {
    nullable: true,
    description:
      'Return it has still to answer (lần trả lại), also while the answer is being prepared; null when none.',
  })
  async returned(@Parent() { id }: Filing, @Context() { loaders }: GraphContext): Promise<FilingReturn | null> {
    return await loaders.returned(id);
  }

  @BoundedListField(MOST_MARKS, () => [FilingMark], {
    description: 'Doubted cells of all its revisions (ô bị đánh dấu), the newest return first.',
  })
  async marks(@Parent() { id }: Filing, @Context() { loaders }: GraphContext): Promise<FilingMark[]> {
    return (await loaders.marks(id)).slice(0, MOST_MARKS);
  }

  @ResolveField(() => Int, {
    description: 'Marked cells that still wait for an answer (số ô chưa trả lời); 0 when it may be resubmitted.',
  })
  async openMarks(@Parent() { id }: Filing, @Context() { loaders }: GraphContext): Promise<number> {
    return (await loaders.marks(id)).filter((mark) => mark.open).length;
  }

  @BoundedListField(MOST_STATEMENTS, () => [FilingStatement], {
    description: 'The latest 500 things said about it (ý kiến trao đổi), oldest first.',
  })
  async thread(@Parent() { id }: Filing, @Context() { loaders }: GraphContext): Promise<FilingStatement[]> {
    return (await loaders.thread(id)).slice(-MOST_STATEMENTS);
  }

  @ResolveField(() => MissingChildren, {
    description: 'What has and has not come from below (báo cáo cấp dưới); empty for forms 01 and 02.',
  })
  async missingChildren(
    @Parent() { obligationId }: Filing,
    @Context() { loaders }: GraphContext,
  ): Promise<MissingChildren> {
    return childrenShown((await loaders.children(obligationId)) ?? NO_CHILDREN);
  }

  @BoundedListField(100, () => [ChangedInput], {
    description: 'Filings from below that changed after this one was submitted (thay đổi sau khi gửi).',
  })
  async changedSince(@Parent() { id }: Filing, @Context() { loaders }: GraphContext): Promise<ChangedInput[]> {
    return (await loaders.changedSince(id)).map(({ state, ...rest }) => ({ ...rest, change: state }));
  }

  @ResolveField(() => FilingReceipt, {
    nullable: true,
    description: 'Receipt of the latest submission (giấy biên nhận); null before the first.',
  })
  async receipt(@Parent() { id }: Filing, @Context() { loaders }: GraphContext): Promise<FilingReceipt | null> {
    const [newest] = await loaders.receipts(id);
    return newest === undefined ? null : receiptShown(newest, this.config.publicUrl);
  }
}

const NO_CHILDREN = { expected: 0, received: 0, missing: [] };

@Resolver(() => FilingRevision)
export class FilingRevisionResolver {
  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @BoundedListField(100, () => [FilingFigure], {
    description: 'Figures of this revision (số liệu), in printed order; the old ones stay readable for ever.',
  })
  async figures(
    @Parent() revision: FilingRevision,
    @Context() { loaders, firms }: GraphContext,
  ): Promise<FigureView[]> {
    if (revision.definitionId.startsWith('form-01@')) firms.note('form01', [revision.filingId]);
    const figures = await loaders.figuresOfRevision(revisionKey(revision.filingId, revision.revision));
    return inPrintedOrder(this.services, revision.definitionId, figures);
  }

  @ResolveField(() => FilingReceipt, {
    nullable: true,
    description: 'Receipt of its submission (giấy biên nhận); null before.',
  })
  async receipt(
    @Parent() { filingId, revision }: FilingRevision,
    @Context() { loaders }: GraphContext,
  ): Promise<FilingReceipt | null> {
    const found = (await loaders.receipts(filingId)).find((receipt) => receipt.revision === revision);
    return found === undefined ? null : receiptShown(found, this.config.publicUrl);
  }
}

/** Figures in the order of the printed form; those of rows it no longer has at the end. */
export function inPrintedOrder(services: Services, definitionId: string, figures: FigureView[]): FigureView[] {
  const rows = services.law.definitionById(definitionId)?.rows ?? [];
  const order = new Map(rows.map((row, i) => [row.key, i]));
  return figures.sort((a, b) => (order.get(a.key) ?? rows.length) - (order.get(b.key) ?? rows.length));
}

@Resolver(() => ChangedInput)
export class ChangedInputResolver {
  @ResolveField(() => Filing, {
    nullable: true,
    description: 'The filing from below (báo cáo cấp dưới); null when the caller may not see it.',
  })
  async filing(@Parent() { filingId }: ChangedInput, @Context() { loaders }: GraphContext): Promise<Filing | null> {
    const view = await loaders.filing(filingId);
    return view && filingShown(view);
  }
}

@Resolver(() => Obligation)
export class ObligationChildrenResolver {
  @ResolveField(() => MissingChildren, {
    description: 'What has and has not come from below (báo cáo cấp dưới); empty for forms 01 and 02.',
  })
  async missingChildren(@Parent() { id }: Obligation, @Context() { loaders }: GraphContext): Promise<MissingChildren> {
    return childrenShown((await loaders.children(id)) ?? NO_CHILDREN);
  }
}

@Resolver(() => FilingReceipt)
export class ReceiptResolver {
  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Query(() => FilingReceipt, {
    nullable: true,
    description: 'One receipt by its number (giấy biên nhận); null when there is none the caller may see.',
  })
  @Access('filing.read')
  async filingReceipt(
    @Args('number', { type: () => String, description: 'Number of the receipt (số biên nhận).' }) number: string,
    @Context() { caller }: GraphContext,
  ): Promise<FilingReceipt | null> {
    const view = await this.services.db.transact(caller.scope, (uow) => receiptByNumber(uow, number));
    return view && receiptShown(view, this.config.publicUrl);
  }

  @ResolveField(() => Filing, {
    nullable: true,
    description: 'The filing it is about (báo cáo); null when the caller may not see it.',
  })
  async filing(@Parent() { filingId }: FilingReceipt, @Context() { loaders }: GraphContext): Promise<Filing | null> {
    const view = await loaders.filing(filingId);
    return view && filingShown(view);
  }
}
