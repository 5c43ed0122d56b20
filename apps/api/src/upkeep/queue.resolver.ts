import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { systemFor } from '#lib/access';
import { audit } from '#lib/audit';
import type { QueueDesk } from '#lib/jobs';
import { DomainError } from '#lib/kernel';
import { Access } from '../access/access.decorator.js';
import { Context, type GraphContext } from '../graphql/context.js';
import { expected } from '../graphql/errors.js';
import { languageOf } from '../http/language.js';
import { QUEUES, SERVICES, type Services } from '../services.js';
import { QueueReport, RetryJobInput, RetryJobPayload } from './queue.types.js';

/** The background work, for the ministry's administrator. */
@Resolver()
export class QueueResolver {
  constructor(
    @Inject(SERVICES) private readonly services: Services,
    @Inject(QUEUES) private readonly queues: () => QueueDesk,
  ) {}

  @Query(() => QueueReport, { description: 'How the queues of background jobs stand now (tình trạng hàng đợi).' })
  @Access('system.manage')
  async queueReport(@Context() { req }: GraphContext): Promise<QueueReport> {
    const language = languageOf(req);
    const desk = this.queues();
    const states = await desk.state().catch(() => {
      throw notReached();
    });
    return {
      backend: desk.kind,
      at: this.services.clock.now(),
      queues: states.map(({ failures, ...state }) => ({
        ...state,
        failures: failures.map(({ why, ...failure }) => ({ ...failure, why: why[language] })),
      })),
    };
  }

  @Mutation(() => RetryJobPayload, { description: 'Runs a failed job again (chạy lại việc lỗi); audited.' })
  @Access('system.manage')
  async retryJob(
    @Args('input', { type: () => RetryJobInput, description: 'Which job.' }) { queue, id }: RetryJobInput,
    @Context() context: GraphContext,
  ): Promise<RetryJobPayload> {
    const { errors } = await expected(context, async () => {
      const outcome = await this.queues()
        .retry(queue, id)
        .catch(() => {
          throw notReached();
        });
      if (outcome !== 'retried') throw notFailed();
      const event = { action: 'job.retry', subjectKind: 'job', subjectId: id, provinceCode: null, detail: { queue } };
      await this.services.db.transact(systemFor(context.caller), (uow) => audit(uow, event, this.services.clock.now()));
    });
    return { retried: errors.length === 0, errors };
  }
}

function notFailed(): DomainError {
  return new DomainError({
    code: 'JOB_NOT_FAILED',
    message: 'Việc này không còn ở trạng thái lỗi: đã được chạy lại hoặc đã bị xóa. Hãy tải lại trang.',
    messageEn: 'This job has not failed any more: it was run again or is gone. Load the page again.',
    path: 'id',
  });
}

function notReached(): DomainError {
  return new DomainError({
    code: 'QUEUES_NOT_REACHED',
    message: 'Chưa kết nối được hàng đợi. Việc đã ghi trong cơ sở dữ liệu không mất; hãy thử lại sau ít phút.',
    messageEn: 'The queues cannot be reached now. What is written in the database is not lost; try again soon.',
  });
}
