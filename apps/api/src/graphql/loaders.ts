import DataLoader from 'dataloader';
import { type Caller, officePeople } from '#lib/access';
import {
  attentionOf,
  changedSince,
  childrenOf,
  figuresOf,
  figuresOfRevisions,
  filingsByIds,
  lastFilingsOf,
  markedFilesOf,
  marksOf,
  nilNotesOf,
  problemsOfMany,
  readingsOfFilings,
  receiptsOf,
  returnsOf,
  revisionsOf,
  threadsOf,
  transitionsOf,
} from '#lib/filing';
import { type IsoDate, vietnamDate } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import { mailsOfSteps } from '#lib/reminders';
import type { Services } from '../services.js';
import type { Commune, Province } from '../territory/territory.types.js';

/** Day of validity and instant of knowledge; null: any day, all that is known. */
type Many<T> = (
  uow: UnitOfWork,
  ids: readonly string[],
  asOf: IsoDate | null,
  knownAt: Date | null,
) => Promise<ReadonlyMap<string, T>>;

/**
 * Batch loaders of one request: however many rows ask for a thing, one statement fetches it (no N+1), under the
 * caller's own scope. A day and an instant of knowledge are part of what is asked, so each pair has its own loader.
 */
export function createLoaders(services: Services, caller: Caller) {
  const { db, register, territory, regime, reporters, files, clock } = services;
  const today = () => vietnamDate(clock.now());

  /** Loader of one thing for each id; null where there is none the caller may see. */
  const one = <T>(fetch: Many<T>) => {
    const ofTime = new Map<string, DataLoader<string, T | null>>();
    return (id: string, asOf: IsoDate | null = null, knownAt: Date | null = null): Promise<T | null> => {
      const moment = `${asOf ?? ''}|${knownAt?.toISOString() ?? ''}`;
      let loader = ofTime.get(moment);
      if (loader === undefined) {
        loader = new DataLoader<string, T | null>(async (ids) => {
          const found = await db.transact(caller.scope, (uow) => fetch(uow, ids, asOf, knownAt));
          return ids.map((each) => found.get(each) ?? null);
        });
        ofTime.set(moment, loader);
      }
      return loader.load(id);
    };
  };

  /** Loader of a list for each id; empty where there is nothing the caller may see. */
  const list = <T>(fetch: Many<readonly T[]>) => {
    const rows = one(fetch);
    return async (id: string, asOf: IsoDate | null = null, knownAt: Date | null = null): Promise<T[]> => [
      ...((await rows(id, asOf, knownAt)) ?? []),
    ];
  };

  const time = (asOf: IsoDate | null, knownAt: Date | null) => ({
    ...(asOf === null ? {} : { asOf }),
    ...(knownAt === null ? {} : { knownAt }),
  });
  return {
    province: one<Province>((uow, codes, asOf) => territory.provincesByCodes(uow, codes, asOf ?? today())),
    commune: one<Commune>((uow, codes, asOf) => territory.communesByCodes(uow, codes, asOf ?? today())),
    cluster: one((uow, ids, asOf, known) => register.clustersByIds(uow, ids, time(asOf, known))),
    planEntries: list((uow, ids, asOf, known) => register.planEntries(uow, ids, time(asOf, known))),
    decisions: list((uow, ids, asOf, known) => register.decisions(uow, ids, time(asOf, known))),
    infrastructureProjects: list((uow, ids, asOf, known) =>
      register.infrastructureProjects(uow, ids, time(asOf, known)),
    ),
    tenantProjects: list((uow, ids, asOf, known) => register.tenantProjects(uow, ids, time(asOf, known))),
    leases: list((uow, ids, asOf, known) => register.leases(uow, ids, time(asOf, known))),
    investmentPapers: list((uow, ids, asOf, known) => register.investmentPapers(uow, ids, time(asOf, known))),
    observations: list((uow, ids, asOf, known) => register.observations(uow, ids, time(asOf, known))),
    procedureSteps: list((uow, ids, asOf, known) => register.procedureSteps(uow, ids, time(asOf, known))),
    mailOfReminder: one((uow, ids) => mailsOfSteps(uow, ids)),
    officePeople: one((uow, ids) => officePeople(uow, ids)),
    lastFiling: one((uow, ids) => lastFilingsOf(uow, ids)),
    obligation: one((uow, ids) => regime.obligationsByIds(uow, ids)),
    obligationChanges: list((uow, ids) => regime.changesOf(uow, ids)),
    clusterReporting: one((uow, ids, asOf) => reporters.reporting(uow, ids, asOf)),
    nilNote: one((uow, ids) => nilNotesOf(uow, ids)),
    filing: one((uow, ids) => filingsByIds(uow, ids)),
    figures: list((uow, ids) => figuresOf(uow, ids)),
    attention: list((uow, ids) => attentionOf(uow, ids)),
    problems: list((uow, ids) => problemsOfMany(uow, ids)),
    revisions: list((uow, ids) => revisionsOf(uow, ids)),
    transitions: list((uow, ids) => transitionsOf(uow, ids)),
    /** Keyed by `revisionKey` of libs/filing. */
    figuresOfRevision: list((uow, keys) => figuresOfRevisions(uow, keys)),
    marks: list((uow, ids) => marksOf(uow, ids)),
    thread: list((uow, ids) => threadsOf(uow, ids)),
    returned: one((uow, ids) => returnsOf(uow, ids)),
    receipts: list((uow, ids) => receiptsOf(uow, ids)),
    changedSince: list((uow, ids) => changedSince(uow, ids)),
    /** Keyed by obligation. */
    children: one((uow, ids) => childrenOf(uow, ids)),
    readings: list((uow, ids) => readingsOfFilings(uow, ids)),
    markedFile: one((uow, ids) => markedFilesOf(uow, ids)),
    file: one((uow, ids) => files.filesByIds(uow, ids)),
    dataProblems: list((uow, ids, asOf, known) => register.problems(uow, ids, time(asOf, known))),
  };
}

export type Loaders = ReturnType<typeof createLoaders>;
