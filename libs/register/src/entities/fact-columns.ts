import { p } from '@mikro-orm/core';

/** Columns that every dated fact of a cluster has: whose it is, where it comes from, when we knew it. */
export const factColumns = {
  id: p.uuid().primary(),
  clusterId: p.uuid().name('cluster_id'),
  /** Province of today's map; carries row-level security and follows the cluster. */
  provinceCode: p.text().name('province_code'),
  sourceId: p.uuid().nullable().name('source_id'),
  recordedAt: p.datetime().name('recorded_at'),
};

/** Set when the fact turned out to be wrong; the row stays, for the question "what did we know then". */
export const retractable = { retractedAt: p.datetime().nullable().name('retracted_at') };

/** Stretch of validity, half-open, in the world. */
export const stretch = {
  validFrom: p.date().nullable().name('valid_from'),
  validTo: p.date().nullable().name('valid_to'),
};
