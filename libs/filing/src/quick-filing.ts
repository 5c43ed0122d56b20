import { type Caller, callerOfLink, filingLink, readFilingLink } from '#lib/access';
import {
  type FilingProblem,
  type FormDefinition,
  type NumberWriting,
  SHORTEST_CLOSING_TEXT,
  type TypedFigure,
  type ValueTypes,
} from '#lib/forms';
import { type Clock, type DecimalString, parsePeriod, periodOf } from '#lib/kernel';
import type { Law } from '#lib/law';
import { type Database, systemScope, type UnitOfWork } from '#lib/persistence';
import { type ObligationView, obligationsByIds } from '#lib/regime';
import { doubtsOpen } from './doubts.js';
import { filingError } from './errors.js';
import type { FilingService } from './filing-service.js';
import { type FilingView, figuresOf, filingsOfObligations, listFilings, problemsOf } from './filing-views.js';
import { receiptByNumber } from './receipt/index.js';

/** What the page behind a link shows: the few rows of form 01 with the figures of a year ago beside them. */
export interface QuickSheet {
  readonly unitName: string;
  readonly form: string;
  readonly period: string;
  readonly dueBefore: Date;
  readonly definition: FormDefinition;
  readonly valueTypes: ValueTypes;
  /** Texts of a draft begun earlier. */
  readonly texts: Readonly<Record<string, string>>;
  readonly lastPeriod: string;
  readonly last: Readonly<Record<string, DecimalString | null>>;
  /** Version of the draft; null while there is none. */
  readonly version: number | null;
  /** Set once it was sent: then the page shows this and takes nothing more. */
  readonly receipt: QuickReceipt | null;
  /** Why it came back, if it did. */
  readonly returnReason: string | null;
}

/** What the sender keeps. */
export interface QuickReceipt {
  readonly number: string;
  readonly sha256: string;
  readonly submittedAt: Date;
}

export interface QuickAnswer {
  readonly receipt: QuickReceipt | null;
  /** What is wrong with the figures; nothing was sent then, the texts are kept. */
  readonly problems: readonly (FilingProblem & { readonly needsReason?: boolean })[];
}

interface Settings {
  readonly db: Database;
  readonly clock: Clock;
  readonly law: Law;
  readonly filings: FilingService;
  /** The installation's secret; null: no links are made and none is taken. */
  readonly secret: Uint8Array | null;
  readonly publicUrl: string;
}

/**
 * Form 01 without an account's password: a link in the reminder opens one filing of one enterprise, and nothing else.
 * Circular 14/2024/TT-BCT Art. 3.1. After sending it shows the receipt; after the lock date it has ended.
 */
export class QuickFilings {
  private readonly settings: Settings;

  constructor(settings: Settings) {
    this.settings = settings;
  }

  /** Address of the page for one duty; null where the installation has no secret. The secret stands behind "#": no server logs it. */
  address(obligationId: string, officeId: string, lockAt: Date): string | null {
    const { secret, publicUrl } = this.settings;
    if (secret === null) return null;
    return `${publicUrl}/f#${filingLink(secret, { obligationId, officeId, expiresAt: lockAt })}`;
  }

  /** @throws DomainError LINK_BROKEN, LINK_EXPIRED */
  async open(text: string): Promise<QuickSheet> {
    const { caller, duty } = await this.whoAsks(text);
    return await this.settings.db.transact(caller.scope, (uow) => this.sheet(uow, duty));
  }

  /**
   * Saves the figures and sends them, in one transaction. With an error among them, or a doubt about a figure that no
   * words in `why` explain, the draft is kept and nothing sent.
   * @throws DomainError LINK_BROKEN, LINK_EXPIRED, and those of FilingService.saveDraft and submit
   */
  async send(
    text: string,
    input: {
      readonly figures: readonly TypedFigure[];
      /** Why a doubtful figure is right, by indicator. */
      readonly why: ReadonlyMap<string, string>;
      readonly version: number | null;
      readonly writing: NumberWriting;
    },
  ): Promise<QuickAnswer> {
    const { caller, duty } = await this.whoAsks(text);
    const { db, filings } = this.settings;
    return await db.transact(caller.scope, async (uow) => {
      const target = { form: duty.form, period: duty.period, unit: duty.filerRef };
      const { why, ...typed } = input;
      const draft = await filings.saveDraft(uow, caller, { ...target, ...typed });
      for (const { code, key } of await doubtsOpen(uow, draft)) {
        const text = why.get(key)?.trim() ?? '';
        const closing = { filingId: draft.filingId, version: draft.version, code, key, reason: 'OTHER', text };
        if (text.length >= SHORTEST_CLOSING_TEXT) await filings.closeDoubt(uow, caller, closing);
      }
      const found = await problemsOf(uow, draft.filingId, { first: 100 });
      const open = new Set((await doubtsOpen(uow, draft)).map((d) => `${d.code}|${d.key}`));
      const problems = found.edges.map(({ node }) => ({ ...node, needsReason: open.has(`${node.code}|${node.key}`) }));
      if (problems.some((p) => p.severity === 'error' || p.needsReason)) return { receipt: null, problems };
      await filings.submit(uow, caller, { filingId: draft.filingId, version: draft.version, reason: null });
      const filing = (await filingsOfObligations(uow, [duty.id])).get(duty.id);
      return { receipt: await receiptNow(uow, filing), problems };
    });
  }

  private async whoAsks(text: string): Promise<{ caller: Caller; duty: ObligationView }> {
    const { db, clock, secret } = this.settings;
    const reading = secret === null ? { refused: 'broken' as const } : readFilingLink(secret, text, clock.now());
    if ('refused' in reading) throw filingError(reading.refused === 'expired' ? 'LINK_EXPIRED' : 'LINK_BROKEN', {});
    const { obligationId, officeId } = reading.link;
    return await db.transact(systemScope, async (uow) => {
      const duty = (await obligationsByIds(uow, [obligationId])).get(obligationId);
      const caller = duty?.projectId ? await callerOfLink(uow, officeId, duty.projectId) : null;
      if (duty === undefined || duty.form !== '01' || caller === null) throw filingError('LINK_BROKEN', {});
      return { caller, duty };
    });
  }

  private async sheet(uow: UnitOfWork, duty: ObligationView): Promise<QuickSheet> {
    const { law } = this.settings;
    const definition = law.definitionFor(duty.form, duty.period);
    if (definition === null) throw filingError('FORM_NOT_IN_FORCE', { form: duty.form, period: duty.period });
    const lastPeriod = yearBefore(duty.period);
    const filter = { form: duty.form, period: lastPeriod, unit: duty.filerRef };
    const [before] = (await listFilings(uow, filter, { first: 1 })).edges.map(({ node }) => node);
    const now = (await filingsOfObligations(uow, [duty.id])).get(duty.id);
    const ids = [now, before].flatMap((filing) => (filing === undefined ? [] : [filing.id]));
    const figures = await figuresOf(uow, ids);
    const of = (filing: FilingView | undefined) => (filing === undefined ? [] : (figures.get(filing.id) ?? []));
    const isSent = now !== undefined && (now.state === 'submitted' || now.state === 'accepted');
    return {
      unitName: duty.filerName,
      form: duty.form,
      period: duty.period,
      dueBefore: duty.dueBefore,
      definition,
      valueTypes: law.valueTypes,
      texts: Object.fromEntries(of(now).map((f) => [f.key, f.raw ?? f.value ?? ''])),
      lastPeriod,
      last: Object.fromEntries(of(before).map((f) => [f.key, f.value])),
      version: now?.state === 'draft' ? now.version : null,
      receipt: isSent ? await receiptNow(uow, now) : null,
      returnReason: now?.state === 'returned' ? now.decisionReason : null,
    };
  }
}

async function receiptNow(uow: UnitOfWork, filing: FilingView | undefined): Promise<QuickReceipt | null> {
  const { receiptNumber: number = null, submittedAt = null } = filing ?? {};
  const receipt = number === null ? null : await receiptByNumber(uow, number);
  return number === null || receipt === null || submittedAt === null
    ? null
    : { number, sha256: receipt.sha256, submittedAt };
}

function yearBefore(code: string): string {
  const period = parsePeriod(code);
  return period === null ? code : periodOf(period.year - 1, period.kind).code;
}
