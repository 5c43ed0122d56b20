/** Offices and accounts for specs, made by the system's hand. */
import {
  AccountEntity,
  accessEntities,
  type Caller,
  callerOf,
  hashPassword,
  OfficeEntity,
  type OfficeKind,
  type Role,
} from '#lib/access';
import { createOrm, Database, newId, systemScope } from '#lib/persistence';

export interface Place {
  readonly kind: OfficeKind;
  readonly provinceCode?: string | null;
  readonly communeCode?: string | null;
  readonly clusterIds?: readonly string[];
  readonly projectIds?: readonly string[];
}

export const PASSWORD = 'mật khẩu để thử nghiệm';
let hashed: Promise<string> | undefined;

/** Opens the database as the application does. */
export async function openDatabase(appUrl: string, poolMax = 8): Promise<Database> {
  return new Database(await createOrm({ connectionString: appUrl, entities: accessEntities, poolMax }));
}

/** A new office with one account of the role; returns its caller. Password: PASSWORD. */
export async function addPerson(db: Database, place: Place, role: Role): Promise<Caller> {
  hashed ??= hashPassword(PASSWORD);
  const passwordHash = await hashed;
  const at = new Date('2026-01-05T08:00:00+07:00');
  const accountId = newId();
  return await db.transact(systemScope, async (uow) => {
    const office = uow.em.create(OfficeEntity, {
      id: newId(),
      kind: place.kind,
      name: `${place.kind} ${place.communeCode ?? place.provinceCode ?? 'VN'}`,
      provinceCode: place.provinceCode ?? null,
      communeCode: place.communeCode ?? null,
      clusterIds: [...(place.clusterIds ?? [])],
      projectIds: [...(place.projectIds ?? [])],
      createdAt: at,
      closedAt: null,
    });
    await uow.em.persist(office).flush();
    const account = uow.em.create(AccountEntity, {
      id: accountId,
      officeId: office.id,
      email: `${role}.${accountId}@demo.ccn.invalid`,
      name: `${role} ${office.name}`,
      role,
      passwordHash,
      language: 'vi',
      createdAt: at,
      disabledAt: null,
      mustChangePassword: false,
    });
    await uow.em.persist(account).flush();
    const caller = await callerOf(uow, accountId);
    if (caller === null) throw new Error('the account just made has no caller');
    return caller;
  });
}
