import { p } from '@mikro-orm/core';

/** Whose row it is, by the codes of today's map; row-level security reads them. The same as the obligation's. */
export const scopeColumns = {
  provinceCode: p.text().name('province_code'),
  communeCode: p.text().nullable().name('commune_code'),
  clusterId: p.uuid().nullable().name('cluster_id'),
  projectId: p.uuid().nullable().name('project_id'),
};
