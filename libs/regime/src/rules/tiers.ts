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

/** Forms that cannot be completed before this one has arrived: those its receivers file themselves. Form 04 waits for nobody's form. */
const AWAITED_BY: Readonly<Record<FormCode, readonly FormCode[]>> = {
  '01': ['03'],
  '02': ['03', '04'],
  '03': ['04'],
  '04': [],
};

/** Kind of office that owes this form. */
export function filerOf(form: FormCode): Tier {
  const tiers = Object.keys(FILES) as Tier[];
  const filer = tiers.find((tier) => FILES[tier] === form);
  if (filer === undefined) throw new Error(`nobody files form ${form}`);
  return filer;
}

/** Forms of the tiers above that wait for this one, nearest first. */
export function formsWaitingFor(form: FormCode): readonly FormCode[] {
  return AWAITED_BY[form];
}

/** Forms that lie below a form in the chain of review, nearest first: all that must have come before it is complete. */
export function formsBelow(form: FormCode | null): readonly FormCode[] {
  const order: readonly FormCode[] = ['04', '03', '02', '01'];
  return form === null ? order : order.filter((lower) => reaches(lower, form));
}

function reaches(lower: FormCode, form: FormCode): boolean {
  return AWAITED_BY[lower].some((waiting) => waiting === form || reaches(waiting, form));
}

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
  return (Object.keys(RECEIVED_BY) as FormCode[]).filter((form) => RECEIVED_BY[form].includes(tier));
}
