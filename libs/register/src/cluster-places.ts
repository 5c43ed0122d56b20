import type { IsoDate } from '#lib/kernel';
import { sqlArray, type UnitOfWork } from '#lib/persistence';
import { unitsOnMap } from '#lib/territory';
import { factsKnown } from './fact-readers.js';
import type { SnapshotCluster } from './snapshot.js';

/** Where a cluster lies on the map of a day; null where the register and the lineage of units do not say. */
export interface ClusterPlace {
  readonly provinceCode: string | null;
  readonly leadCommuneCode: string | null;
}

/**
 * Where clusters lie on the map of any day: by their state valid on it, else by the nearest state carried through the
 * mergers between. A commune that several went into leaves the commune of an earlier day unknown; its province is known
 * where all of them lay in one. A fixed number of statements.
 * @param clusters as the register has them on `asOf`
 */
export async function clusterPlaces(
  uow: UnitOfWork,
  clusters: readonly Pick<SnapshotCluster, 'id' | 'leadCommuneCode'>[],
  { asOf, day, knownAt }: { readonly asOf: IsoDate; readonly day: IsoDate; readonly knownAt?: Date },
): Promise<ReadonlyMap<string, ClusterPlace>> {
  const known = factsKnown('cluster_state', knownAt === undefined ? {} : { knownAt });
  const stated = await uow.em.execute<{ id: string; lead: string }[]>(
    `select distinct on (f.cluster_id) f.cluster_id as id, f.lead_commune_code as lead from ${known.from} f
     where f.cluster_id = any (?::uuid[]) and f.valid_from <= ? and (f.valid_to is null or f.valid_to > ?) and ${known.where}
     order by f.cluster_id, f.recorded_at desc, f.id desc`,
    [...known.params, sqlArray(clusters.map((c) => c.id)), day, day],
  );
  const leads = new Map(stated.map((row) => [row.id, row.lead]));
  const carried = clusters.filter((c) => !leads.has(c.id)).map((c) => c.leadCommuneCode);
  const steps = await unitsOnMap(uow, 'commune', [...new Set(carried)], { from: asOf, to: day });
  const codes = [...leads.values(), ...[...steps.values()].flatMap((s) => s.codes)];
  const communes = await uow.em.execute<{ code: string; province: string }[]>(
    `select code, province_code as province from commune
     where code = any (?::text[]) and valid_from <= ? and (valid_to is null or valid_to > ?)`,
    [sqlArray([...new Set(codes)]), day, day],
  );
  const provinceOf = new Map(communes.map((c) => [c.code, c.province]));
  return new Map(
    clusters.map(({ id, leadCommuneCode }) => {
      const stated = leads.get(id);
      const candidates = stated === undefined ? (steps.get(leadCommuneCode)?.codes ?? []) : [stated];
      const [only, ...others] = candidates;
      const provinces = new Set(candidates.map((code) => provinceOf.get(code) ?? null));
      const [province = null] = provinces;
      return [
        id,
        {
          provinceCode: provinces.size === 1 ? province : null,
          leadCommuneCode: others.length === 0 ? (only ?? null) : null,
        },
      ];
    }),
  );
}
