import { Controller, Get, Inject } from '@nestjs/common';
import { DomainError } from '#lib/kernel';
import { systemScope } from '#lib/persistence';
import { Public } from '../access/access.decorator.js';
import { SERVICES, type Services } from '../services.js';

/** For supervisors and load balancers. */
@Controller('health')
export class HealthController {
  constructor(@Inject(SERVICES) private readonly services: Services) {}

  /** 200 only when the database answers. @throws DomainError NOT_READY (503) */
  @Get()
  @Public()
  async health(): Promise<{ status: 'ok' }> {
    try {
      await this.services.db.transact(systemScope, (uow) => uow.em.execute('select 1'));
    } catch {
      throw new DomainError({
        code: 'NOT_READY',
        message: 'Cơ sở dữ liệu chưa trả lời. Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo người quản trị.',
        messageEn: 'The database does not answer. Try again in a few minutes.',
      });
    }
    return { status: 'ok' };
  }
}
