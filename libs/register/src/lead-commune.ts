import type { IsoDate } from '#lib/kernel';
import { newId, type UnitOfWork } from '#lib/persistence';

/** Another lead commune from a day on. */
export interface LeadCommuneChange {
  readonly clusterId: string;
  readonly communeCode: string;
  readonly from: IsoDate;
  readonly note: string;
  /** Today in Vietnam: decides whether the cluster's row of today's map changes at once. */
  readonly today: IsoDate;
  readonly at: Date;
}

const COPIED = 'cluster_id, province_code, name, other_names, commune_codes, type, status, source_id';

/**
 * Writes another lead commune into the register. Each state that reaches beyond the day is retracted and written anew:
 * as it was up to the day, with the other lead commune from then on. Nothing is overwritten, so what was known before
 * can still be asked for.
 */
export async function changeLeadCommune(uow: UnitOfWork, change: LeadCommuneChange): Promise<void> {
  const { clusterId, communeCode, from, note, today, at } = change;
  const states = await uow.em.execute<{ id: string; validFrom: IsoDate; note: string | null; lead: string }[]>(
    `select id, valid_from::text as "validFrom", note, lead_commune_code as lead from cluster_state
     where cluster_id = ? and retracted_at is null and (valid_to is null or valid_to > ?) and lead_commune_code <> ?
     order by valid_from, recorded_at for update`,
    [clusterId, from, communeCode],
  );
  for (const state of states) {
    const copy = async (validFrom: IsoDate, validTo: IsoDate | null, lead: string, text: string | null) => {
      await uow.em.execute(
        `insert into cluster_state (id, valid_from, valid_to, lead_commune_code, note, recorded_at, ${COPIED})
         select ?, ?::date, coalesce(?::date, valid_to), ?, ?, ?::timestamptz, ${COPIED} from cluster_state where id = ?`,
        [newId(), validFrom, validTo, lead, text, at, state.id],
      );
    };
    if (state.validFrom < from) await copy(state.validFrom, from, state.lead, state.note);
    await copy(state.validFrom < from ? from : state.validFrom, null, communeCode, note);
    await uow.em.execute('update cluster_state set retracted_at = ?::timestamptz where id = ?', [at, state.id]);
  }
  if (from <= today) await uow.em.execute('update cluster set commune_code = ? where id = ?', [communeCode, clusterId]);
}
