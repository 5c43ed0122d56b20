import type { UnitOfWork } from '#lib/persistence';
import type { PlaceInTime } from './rules/cluster-life.js';
import { randomOf } from './rules/random.js';

/** Today's communes with what was merged into them; asked of the tables, so that every code is a real one. */
interface CommuneRow {
  readonly code: string;
  readonly name: string;
  readonly province: string;
  /** Former communes, with comma. */
  readonly before: string | null;
}

/**
 * Where the n-th cluster of a country lies. Provinces differ widely in their number of clusters, communes less.
 * One statement.
 */
export async function placesOf(uow: UnitOfWork): Promise<(seed: number, number: number) => PlaceInTime> {
  const communes = await uow.em.execute<CommuneRow[]>(
    `select c.code, c.name, c.province_code as province,
       (select string_agg(l.from_code, ',' order by l.from_code) from unit_lineage l
         where l.level = 'commune' and l.to_code = c.code and l.on_date = '2025-07-01'
           and exists (select 1 from commune o where o.code = l.from_code and o.valid_to = '2025-07-01')) as before
     from commune c where c.valid_to is null and c.type = 'xa' order by c.province_code, c.code`,
  );
  const provinces = [...Map.groupBy(communes, (c) => c.province)].map(([code, own]) => ({ code, own }));
  let weighed: { readonly seed: number; readonly weights: readonly number[] } | null = null;
  return (seed, number) => {
    if (weighed?.seed !== seed)
      weighed = { seed, weights: provinces.map((p) => randomOf('weight', seed, p.code).skewed(1, 2.5) * p.own.length) };
    const r = randomOf('place', seed, number);
    // Each province has a cluster before any has two; after that the weights decide.
    const province = provinces[number - 1] ?? heavier(provinces, weighed.weights, r.next());
    const commune = r.pick(province.own);
    const former = commune.before?.split(',') ?? [];
    return {
      province: commune.province,
      commune: commune.code,
      communeName: commune.name,
      before: former.length === 0 ? commune.code : r.pick(former),
    };
  };
}

type Weighted = { readonly code: string; readonly own: readonly CommuneRow[] };

function heavier(provinces: readonly Weighted[], weights: readonly number[], lot: number): Weighted {
  let rest = lot * weights.reduce((a, b) => a + b, 0);
  for (const [i, p] of provinces.entries()) {
    rest -= weights[i] ?? 0;
    if (rest < 0) return p;
  }
  const last = provinces.at(-1);
  if (last === undefined) throw new Error('the territory has no communes');
  return last;
}
