import { describe, expect, it } from 'vitest';
import type { FormCode } from '#lib/forms';
import { filerOf, formFiledBy, formsBelow, formsReceivedBy, formsWaitingFor, receiversOf, type Tier } from './tiers.js';

const FORMS: readonly FormCode[] = ['01', '02', '03', '04'];
const TIERS: readonly Tier[] = ['ministry', 'department', 'commune', 'investor', 'enterprise'];

/** Circular 14/2024 Art. 3.3, read line by line. */
describe('the chain of reporting', () => {
  it('has one sender for each form, and the ministry sends none', () => {
    expect(FORMS.map(filerOf)).toEqual(['enterprise', 'investor', 'commune', 'department']);
    expect(TIERS.map(formFiledBy)).toEqual([null, '04', '03', '02', '01']);
    expect(() => filerOf('05' as FormCode)).toThrow('nobody files form 05');
  });

  it('has two receivers for form 02 alone; form 01 does not go to the department', () => {
    expect(FORMS.map(receiversOf)).toEqual([['commune'], ['commune', 'department'], ['department'], ['ministry']]);
    expect(TIERS.map(formsReceivedBy)).toEqual([['04'], ['02', '03'], ['01', '02'], [], []]);
  });

  it('lets a form wait for those its sender receives', () => {
    expect(FORMS.map(formsWaitingFor)).toEqual([['03'], ['03', '04'], ['04'], []]);
  });

  it('lies below a form as far down as anybody waits, and below nobody as a whole', () => {
    expect(FORMS.map(formsBelow)).toEqual([[], [], ['02', '01'], ['03', '02', '01']]);
    expect(formsBelow(null)).toEqual(['04', '03', '02', '01']);
  });
});
