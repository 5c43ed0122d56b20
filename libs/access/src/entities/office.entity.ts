import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { OfficeKind } from '../rules/permissions.js';

/** A body that files or receives: ministry, department, commune committee, infrastructure investor, enterprise. */
export const OfficeEntity = defineEntity({
  name: 'Office',
  tableName: 'office',
  properties: {
    id: p.uuid().primary(),
    kind: p.text().$type<OfficeKind>(),
    name: p.text(),
    /** Null for the ministry only. */
    provinceCode: p.text().nullable().name('province_code'),
    communeCode: p.text().nullable().name('commune_code'),
    /** Investor: the clusters it answers for. Enterprise: the clusters its projects stand in. */
    clusterIds: p.array().columnType('uuid[]').name('cluster_ids'),
    projectIds: p.array().columnType('uuid[]').name('project_ids'),
    createdAt: p.datetime().name('created_at'),
    closedAt: p.datetime().nullable().name('closed_at'),
  },
});

export type Office = InferEntity<typeof OfficeEntity>;
