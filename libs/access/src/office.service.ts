import { audit } from '#lib/audit';
import { type Clock, DomainError, tidy } from '#lib/kernel';
import type { Database, UnitOfWork } from '#lib/persistence';
import { managedOffice } from './account.service.js';
import { checkEmail } from './account-input.js';
import { type OfficeView, officesByIds } from './account-list.js';
import { systemFor } from './acting-system.js';
import type { Caller } from './caller.js';
import { type OfficeKind, permissionsOf, type Role } from './rules/permissions.js';

/** What an administrator keeps of an office; empty text: not known. */
export interface OfficeDetails {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
}

/** The people of an office. */
export interface OfficePeople {
  /** Accounts that are open. */
  readonly people: number;
  /** Names of those who answer for its filings: who submit them, in the ministry who decide on them. */
  readonly responsible: readonly string[];
}

const PHONE = /^\+?[0-9][0-9 ().-]{2,38}$/;

/** Name and ways to reach an office, kept by its administrator. */
export class OfficeService {
  private readonly db: Database;
  private readonly clock: Clock;

  constructor(settings: { readonly db: Database; readonly clock: Clock }) {
    this.db = settings.db;
    this.clock = settings.clock;
  }

  /**
   * Changes name, address, telephone or e-mail; what it was stands in the audit. The same again changes nothing.
   * @throws DomainError FORBIDDEN, OFFICE_UNKNOWN, OFFICE_NAME_INVALID, OFFICE_ADDRESS_INVALID, OFFICE_PHONE_INVALID, EMAIL_INVALID
   */
  async change(caller: Caller, officeId: string, wanted: OfficeDetails): Promise<OfficeView> {
    const office = await managedOffice(this.db, caller, officeId);
    const next = checked(wanted);
    const now = this.clock.now();
    return await this.db.transact(systemFor(caller), async (uow) => {
      const before = await viewOf(uow, office.id);
      const changed = (['name', 'address', 'phone', 'email'] as const).filter((key) => before[key] !== next[key]);
      if (changed.length === 0) return before;
      await uow.em.execute('update office set name = ?, address = ?, phone = ?, email = ? where id = ?', [
        next.name,
        next.address,
        next.phone,
        next.email,
        office.id,
      ]);
      const detail = Object.fromEntries(changed.map((key) => [key, { before: before[key], after: next[key] }]));
      const subject = { subjectKind: 'office', subjectId: office.id, provinceCode: office.provinceCode ?? null };
      await audit(uow, { action: 'office.change', ...subject, detail }, now);
      return await viewOf(uow, office.id);
    });
  }
}

/** People of these offices, with the caller's own eyes. */
export async function officePeople(
  uow: UnitOfWork,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OfficePeople>> {
  const rows = await uow.em.execute<{ officeId: string; kind: OfficeKind; name: string; role: Role }[]>(
    `select o.id as "officeId", o.kind, a.name, a.role from account a join office o on o.id = a.office_id
     where o.id in (?) and a.disabled_at is null order by a.name collate "C"`,
    [[...ids]],
  );
  const byOffice = Map.groupBy(rows, (row) => row.officeId);
  return new Map(
    [...byOffice].map(([id, people]) => [
      id,
      { people: people.length, responsible: people.filter(answers).map(({ name }) => name) },
    ]),
  );
}

function answers({ kind, role }: { readonly kind: OfficeKind; readonly role: Role }): boolean {
  return permissionsOf(kind, role).has(kind === 'ministry' ? 'filing.decide' : 'filing.submit');
}

function checked(wanted: OfficeDetails) {
  const name = tidy(wanted.name);
  const address = tidy(wanted.address);
  const phone = tidy(wanted.phone);
  if (name.length < 1 || name.length > 200)
    throw invalid('OFFICE_NAME_INVALID', 'name', 'Tên đơn vị phải có từ 1 đến 200 ký tự.', '1 to 200 characters');
  if (address.length > 300)
    throw invalid('OFFICE_ADDRESS_INVALID', 'address', 'Địa chỉ dài quá 300 ký tự. Hãy ghi gọn hơn.', 'at most 300');
  if (phone !== '' && !PHONE.test(phone))
    throw invalid(
      'OFFICE_PHONE_INVALID',
      'phone',
      'Số điện thoại chỉ gồm chữ số, dấu cách, dấu chấm, gạch nối, ngoặc. Hãy ghi như 0214 384 0034.',
      'digits, spaces, dots, hyphens and brackets',
    );
  const email = wanted.email.trim() === '' ? null : checkEmail(wanted.email);
  return { name, address: address === '' ? null : address, phone: phone === '' ? null : phone, email };
}

function invalid(code: string, path: string, message: string, rule: string): DomainError {
  return new DomainError({ code, path, message, messageEn: `The ${path} of an office: ${rule}.` });
}

async function viewOf(uow: UnitOfWork, id: string): Promise<OfficeView> {
  const found = (await officesByIds(uow, [id])).get(id);
  if (found === undefined) throw new Error(`office ${id} is gone`);
  return found;
}
