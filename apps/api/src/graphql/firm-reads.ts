import { createHash } from 'node:crypto';
import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { type Caller, systemFor } from '#lib/access';
import { audit } from '#lib/audit';
import type { Services } from '../services.js';
import type { GraphContext } from './context.js';

/** What of one firm an answer may hold. */
export type FirmFact = 'tenant' | 'form01' | 'source';

/** Firms named beside an entry; of more only their number is kept. */
const MOST_NAMED = 20;
/** The same question of the same key is written down once in this time. */
const ONCE_MS = 60 * 60_000;
/** Questions remembered for that; the oldest go first. */
const MOST_REMEMBERED = 1_000;

/** Single firms of which a request has read figures: its tenants' leases and papers, form 01, sources that are one firm's. */
export class FirmReads {
  private readonly firms = new Map<FirmFact, Set<string>>();

  /** @param firms what names them: project code, unit of form 01, identity of the row */
  note(fact: FirmFact, firms: Iterable<string>): void {
    const known = this.firms.get(fact) ?? new Set<string>();
    for (const firm of firms) known.add(firm);
    if (known.size > 0) this.firms.set(fact, known);
  }

  /** Facts, how many firms, and some of them; null where no single firm was read. */
  read(): { readonly facts: FirmFact[]; readonly count: number; readonly firms: string[] } | null {
    if (this.firms.size === 0) return null;
    const all = [...this.firms.values()].flatMap((each) => [...each]).sort();
    return { facts: [...this.firms.keys()].sort(), count: all.length, firms: all.slice(0, MOST_NAMED) };
  }
}

/**
 * Writes into the audit that a program was given figures of single firms: who, by which token, which, by what query. Before
 * the answer leaves: what cannot be written down is not given. People at the portal's own pages and a firm that reads
 * itself are not written down; one question asked again and again is, once an hour.
 */
export function auditFirmReads({ db, clock }: Pick<Services, 'db' | 'clock'>): ApolloServerPlugin<BaseContext> {
  const written = new Map<string, number>();

  const isNews = (key: string, now: number): boolean => {
    const before = written.get(key);
    if (before !== undefined && now - before < ONCE_MS) return false;
    written.delete(key);
    written.set(key, now);
    for (const oldest of written.keys()) {
      if (written.size <= MOST_REMEMBERED) break;
      written.delete(oldest);
    }
    return true;
  };

  const write = async (caller: Caller, read: NonNullable<ReturnType<FirmReads['read']>>, query: string) => {
    const now = clock.now();
    const queryHash = createHash('sha256').update(query).digest('hex');
    const key = `${caller.tokenId} ${queryHash} ${createHash('sha256').update(JSON.stringify(read)).digest('hex')}`;
    if (!isNews(key, now.getTime())) return;
    const event = {
      action: 'firm.read',
      subjectKind: 'access_token',
      subjectId: caller.tokenId ?? caller.accountId,
      provinceCode: caller.provinceCode,
      detail: { ...read, query: queryHash },
    };
    await db.transact(systemFor(caller), (uow) => audit(uow, event, now));
  };

  return {
    async requestDidStart() {
      return {
        async willSendResponse({ contextValue, source }) {
          const { caller, firms } = contextValue as Partial<GraphContext>;
          if (caller?.via !== 'token' || caller.officeKind === 'enterprise') return;
          const read = firms?.read() ?? null;
          if (read !== null) await write(caller, read, source ?? '');
        },
      };
    },
  };
}
