import { DomainError, tidy } from '#lib/kernel';
import type { UnitOfWork } from '#lib/persistence';
import type { OfficeKind } from './rules/permissions.js';

export interface NewOffice {
  readonly kind: OfficeKind;
  readonly name: string;
  readonly provinceCode: string | null;
  readonly communeCode?: string | null;
  readonly clusterIds?: readonly string[];
  readonly projectIds?: readonly string[];
}

/** The office's kind decides which units it must name; each must be one the caller sees. */
export async function checkPlace(uow: UnitOfWork, wanted: NewOffice): Promise<void> {
  const clusters = wanted.clusterIds ?? [];
  const projects = wanted.projectIds ?? [];
  const complete = {
    ministry: wanted.provinceCode === null,
    department: wanted.provinceCode !== null,
    commune: wanted.provinceCode !== null && typeof wanted.communeCode === 'string',
    investor: wanted.provinceCode !== null && clusters.length > 0,
    enterprise: wanted.provinceCode !== null && clusters.length > 0 && projects.length > 0,
  }[wanted.kind];
  const visible =
    complete &&
    (await countOf(uow, 'cluster', clusters, wanted.provinceCode)) === new Set(clusters).size &&
    (await countOf(uow, 'tenant_project', projects, wanted.provinceCode)) === new Set(projects).size &&
    (await inProvince(uow, wanted));
  if (visible && tidy(wanted.name) !== '') return;
  throw new DomainError({
    code: 'OFFICE_INVALID',
    message:
      'Đơn vị chưa đủ hoặc chưa đúng: cần tên, tỉnh (trừ Bộ), xã đối với UBND xã, cụm đối với chủ đầu tư, ' +
      'cụm và dự án đối với doanh nghiệp, tất cả thuộc tỉnh đó. Hãy bổ sung rồi lưu lại.',
    messageEn: 'The office lacks its name or units, or names units outside the province.',
  });
}

async function countOf(
  uow: UnitOfWork,
  table: 'cluster' | 'tenant_project',
  ids: readonly string[],
  province: string | null,
): Promise<number> {
  if (ids.length === 0) return 0;
  const rows = await uow.em.execute<{ n: number }[]>(
    `select count(*)::int as n from ${table} where id::text in (?) and province_code = ?`,
    [[...new Set(ids)], province],
  );
  return rows[0]?.n ?? 0;
}

/** A commune committee's code must be one of the province's communes today. */
async function inProvince(uow: UnitOfWork, wanted: NewOffice): Promise<boolean> {
  if (wanted.kind !== 'commune') return true;
  const rows = await uow.em.execute(
    'select 1 from commune where code = ? and province_code = ? and valid_to is null limit 1',
    [wanted.communeCode ?? '', wanted.provinceCode],
  );
  return rows.length > 0;
}
