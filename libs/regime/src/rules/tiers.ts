import type { FormCode } from '#lib/forms';

/** Offices that take part in the chain of reporting; the words of libs/access. */
export type Tier = 'ministry' | 'department' | 'commune' | 'investor' | 'enterprise';

/** The form an office files itself. Circular 14/2024 Art. 3.3. The ministry files none. */
const FILES: Readonly<Record<Tier, FormCode | null>> = {
  enterprise: '01',
  investor: '02',
  commune: '03',
  department: '04',
  ministry: null,
};

/** Whom the Circular names as receiver and who can therefore accept or return (form 01 is not addressed to the department). */
const RECEIVED_BY: Readonly<Record<FormCode, readonly Tier[]>> = {
  '01': ['commune'],
  '02': ['commune', 'department'],
  '03': ['department'],
  '04': ['ministry'],
};

/** The form this kind of office owes; null for the ministry. */
export function formFiledBy(tier: Tier): FormCode | null {
  return FILES[tier];
}

/** Kinds of office that decide about a filing of this form. */
export function receiversOf(form: FormCode): readonly Tier[] {
  return RECEIVED_BY[form];
}

/** Forms that come to this kind of office from below. */
export function formsReceivedBy(tier: Tier): readonly FormCode[] {
  return (Object.keys(RECEIVED_BY) as FormCode[]).filter((form) => RECEIVED_BY[form].includes(tier)).sort();
}
