import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { historyOf } from '#lib/filing';
import type { FormDefinition, FormHistory, ValueTypes } from '#lib/forms';
import { findObligation } from '#lib/regime';
import { SignedIn } from '../access/access.decorator.js';
import { callerOf } from '../http/caller.js';
import { SERVICES, type Services } from '../services.js';
import { definitionInForce } from './forms.resolver.js';

/** A form as the law's data says it, whole: what the check engine needs. */
export interface FormLaw {
  readonly definition: FormDefinition;
  readonly valueTypes: ValueTypes;
  /** What the unit filed before and which doubts it closed; absent where no unit was named. */
  readonly history?: FormHistory;
}

/** The law's data for programs that check figures themselves, the portal's editor first of all. */
@Controller('api/forms')
export class FormsController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /**
   * GET /api/forms/04/2026-Y: definition and value types of the form that holds for a period, as `#lib/forms` takes them.
   * With ?unit=15 also what that unit filed before, as far as the caller sees it, so that the same doubts are found
   * before saving. @throws DomainError UNKNOWN_FORM, UNKNOWN_PERIOD, FORM_NOT_IN_FORCE
   */
  @Get(':form/:period')
  @SignedIn()
  async form(
    @Param('form') form: string,
    @Param('period') period: string,
    @Query('unit') unit: unknown,
    @Req() req: Request,
    @Res({ passthrough: true }) res: Response,
  ): Promise<FormLaw> {
    const { db, law } = this.services;
    const definition = definitionInForce(law, form, period);
    const { valueTypes } = law;
    if (typeof unit !== 'string') {
      res.setHeader('cache-control', 'private, max-age=300');
      return { definition, valueTypes };
    }
    res.setHeader('cache-control', 'no-store');
    const history = await db.transact(callerOf(req).scope, async (uow): Promise<FormHistory> => {
      const duty = await findObligation(uow, definition.code, period, unit);
      return duty === null ? { filed: [] } : await historyOf(uow, duty);
    });
    return { definition, valueTypes, history };
  }
}
