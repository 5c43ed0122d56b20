import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { FormDefinition, ValueTypes } from '#lib/forms';
import { SignedIn } from '../access/access.decorator.js';
import { SERVICES, type Services } from '../services.js';
import { definitionInForce } from './forms.resolver.js';

/** A form as the law's data says it, whole: what the check engine needs. */
export interface FormLaw {
  readonly definition: FormDefinition;
  readonly valueTypes: ValueTypes;
}

/** The law's data for programs that check figures themselves, the portal's editor first of all. */
@Controller('api/forms')
export class FormsController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /**
   * GET /api/forms/04/2026-Y: definition and value types of the form that holds for a period, as `#lib/forms` takes them.
   * @throws DomainError UNKNOWN_FORM, UNKNOWN_PERIOD, FORM_NOT_IN_FORCE
   */
  @Get(':form/:period')
  @SignedIn()
  form(
    @Param('form') form: string,
    @Param('period') period: string,
    @Res({ passthrough: true }) res: Response,
  ): FormLaw {
    const { law } = this.services;
    const definition = definitionInForce(law, form, period);
    res.setHeader('cache-control', 'private, max-age=300');
    return { definition, valueTypes: law.valueTypes };
  }
}
