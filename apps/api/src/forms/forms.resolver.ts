import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { FORM_CODES, type FormCode, type FormDefinition as LawDefinition } from '#lib/forms';
import { DomainError, parsePeriod } from '#lib/kernel';
import type { Law } from '#lib/law';
import { SignedIn } from '../access/access.decorator.js';
import { SERVICES, type Services } from '../services.js';
import { FormCheckRule, FormDefinition } from './forms.types.js';

@Resolver()
export class FormsResolver {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  @Query(() => FormDefinition, {
    description: 'The form (Biểu) that holds for a period. Circular 14/2024/TT-BCT Appendix I.',
  })
  @SignedIn()
  formDefinition(
    @Args('form', { type: () => String, description: 'Form (biểu): 01, 02, 03 or 04.' }) form: string,
    @Args('period', { type: () => String, description: 'Period (kỳ báo cáo): 2026-H1 or 2026-Y.' }) period: string,
  ): FormDefinition {
    return shown(definitionInForce(this.services.law, form, period));
  }
}

/**
 * The definition of a form that holds for a period.
 * @throws DomainError UNKNOWN_FORM, UNKNOWN_PERIOD, FORM_NOT_IN_FORCE
 */
export function definitionInForce(law: Law, form: string, period: string): LawDefinition {
  const parsed = parsePeriod(period);
  if (!isFormCode(form)) throw unknownForm(form);
  if (parsed === null) throw unknownPeriod(period);
  const definition = law.definitionFor(form, parsed);
  if (definition === null) throw noDefinition(form, period);
  return definition;
}

function isFormCode(text: string): text is FormCode {
  return (FORM_CODES as readonly string[]).includes(text);
}

/** The law's data in the API's words. */
function shown(definition: LawDefinition): FormDefinition {
  return {
    ...definition,
    senderVi: definition.sender.vi,
    receivers: definition.receivers.map(({ role, vi }) => ({ role, labelVi: vi })),
    headerFields: [...definition.headerFields],
    columns: definition.columns.map(({ no, vi }) => ({ no, labelVi: vi })),
    sections: [...definition.sections],
    rows: definition.rows.map((row) => ({ ...row, formulaKeys: row.formulaKeys && [...row.formulaKeys] })),
    notesVi: [...definition.notesVi],
    checks: definition.checks.map((check): FormCheckRule => {
      const { code, severity, rule, basis } = check;
      const keys = check.rule === 'sum' ? [check.total, ...check.parts] : [check.lesser, check.greater];
      return { code, severity, rule, basis, keys };
    }),
  };
}

function unknownForm(form: string): DomainError {
  return new DomainError({
    code: 'UNKNOWN_FORM',
    path: 'form',
    message: `Không có biểu "${form.slice(0, 20)}". Các biểu là 01, 02, 03 và 04.`,
    messageEn: `There is no form "${form.slice(0, 20)}". The forms are 01, 02, 03 and 04.`,
  });
}

function unknownPeriod(period: string): DomainError {
  return new DomainError({
    code: 'UNKNOWN_PERIOD',
    path: 'period',
    message: `Không có kỳ báo cáo "${period.slice(0, 20)}". Hãy ghi dạng 2026-H1 (6 tháng) hoặc 2026-Y (năm).`,
    messageEn: `There is no period "${period.slice(0, 20)}". Write 2026-H1 (six months) or 2026-Y (year).`,
  });
}

function noDefinition(form: string, period: string): DomainError {
  return new DomainError({
    code: 'FORM_NOT_IN_FORCE',
    path: 'period',
    message: `Biểu ${form} chưa có hiệu lực trong kỳ ${period}. Thông tư 14/2024/TT-BCT có hiệu lực từ ngày 01/10/2024.`,
    messageEn: `Form ${form} was not in force in period ${period}. Circular 14/2024/TT-BCT is in force from 2024-10-01.`,
  });
}
