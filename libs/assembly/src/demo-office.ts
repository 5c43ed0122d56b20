import { type Office, OfficeEntity, type OfficeKind } from '#lib/access';
import { type Clock, DomainError, vietnamDate } from '#lib/kernel';
import { namedId, type UnitOfWork } from '#lib/persistence';

/** Where a demo office stands, found in territory and register by its unit. */
interface Standing {
  readonly name: string;
  /** Public code of the unit; null for the ministry. */
  readonly unit: string | null;
  readonly provinceCode: string | null;
  readonly communeCode: string | null;
  readonly clusterIds: readonly string[];
  readonly projectIds: readonly string[];
}

export interface DemoOffice {
  readonly office: Office;
  readonly unit: string | null;
}

/**
 * The demo office of a unit, made when there is none. Needs scope system.
 * @param unit province or commune code, code or name of a cluster, code of a tenant project or name of its firm
 * @throws DomainError UNIT_UNKNOWN when territory and register know no such unit
 */
export async function demoOffice(
  uow: UnitOfWork,
  clock: Clock,
  kind: OfficeKind,
  unit: string | null,
): Promise<DemoOffice> {
  const standing = await standingOf(uow, clock, kind, unit);
  const id = namedId('demo office', kind, standing.unit ?? 'VN');
  const known = await uow.em.findOne(OfficeEntity, { id });
  if (known !== null) return { office: known, unit: standing.unit };
  const { unit: code, clusterIds, projectIds, ...place } = standing;
  const office = uow.em.create(OfficeEntity, {
    id,
    kind,
    ...place,
    clusterIds: [...clusterIds],
    projectIds: [...projectIds],
    createdAt: clock.now(),
    closedAt: null,
  });
  await uow.em.persist(office).flush();
  return { office, unit: code };
}

const NOWHERE = { provinceCode: null, communeCode: null, clusterIds: [], projectIds: [] } as const;

async function standingOf(uow: UnitOfWork, clock: Clock, kind: OfficeKind, unit: string | null): Promise<Standing> {
  const today = vietnamDate(clock.now());
  const one = async <T>(sql: string, params: readonly unknown[]): Promise<T> => {
    const rows = await uow.em.execute<T[]>(sql, [...params]);
    if (rows[0] === undefined) throw unknown(kind, unit);
    return rows[0];
  };
  const holds = 'valid_from <= ?::date and (valid_to is null or valid_to > ?::date)';
  switch (kind) {
    case 'ministry':
      return { ...NOWHERE, name: 'Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công', unit: null };
    case 'department': {
      const found = await one<{ name: string }>(`select name from province where code = ? and ${holds}`, [
        unit,
        today,
        today,
      ]);
      return { ...NOWHERE, name: `Sở Công Thương ${found.name}`, unit, provinceCode: unit };
    }
    case 'commune': {
      const found = await one<{ name: string; type: string; province_code: string }>(
        `select name, type, province_code from commune where code = ? and ${holds}`,
        [unit, today, today],
      );
      const name = `UBND ${COMMUNE_TYPE[found.type] ?? 'xã'} ${found.name}`;
      return { ...NOWHERE, name, unit, provinceCode: found.province_code, communeCode: unit };
    }
    case 'investor': {
      const found = await one<{ id: string; code: string; name: string; province_code: string; commune_code: string }>(
        `select id, code, name, province_code, commune_code from cluster where code = ? or name = ?
          order by code = ? desc, province_code, code limit 1`,
        [unit, unit, unit],
      );
      return {
        ...NOWHERE,
        name: `Chủ đầu tư hạ tầng CCN ${found.name}`,
        unit: found.code,
        provinceCode: found.province_code,
        communeCode: found.commune_code,
        clusterIds: [found.id],
      };
    }
    case 'enterprise': {
      const found = await one<Firm>(
        `select id, code, enterprise_name, cluster_id, province_code, commune_code from tenant_project
          where code = ? or enterprise_name = ? order by code = ? desc, province_code, code limit 1`,
        [unit, unit, unit],
      );
      return {
        name: found.enterprise_name,
        unit: found.code,
        provinceCode: found.province_code,
        communeCode: found.commune_code,
        clusterIds: [found.cluster_id],
        projectIds: [found.id],
      };
    }
  }
}

interface Firm {
  readonly id: string;
  readonly code: string;
  readonly enterprise_name: string;
  readonly cluster_id: string;
  readonly province_code: string;
  readonly commune_code: string;
}

const COMMUNE_TYPE: Readonly<Record<string, string>> = { xa: 'xã', phuong: 'phường', dac_khu: 'đặc khu' };

function unknown(kind: OfficeKind, unit: string | null): DomainError {
  return new DomainError({
    code: 'UNIT_UNKNOWN',
    message:
      `Không tìm thấy đơn vị "${unit ?? ''}" (${kind}) trong dữ liệu. Hãy dùng mã tỉnh hai chữ số, mã xã năm chữ số, ` +
      'mã cụm hoặc mã dự án có trong cơ sở dữ liệu, sau khi đã chạy scripts/ccn seed.',
    messageEn: `There is no unit "${unit ?? ''}" of kind ${kind}.`,
    path: 'unit',
  });
}
