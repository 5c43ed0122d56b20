import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import { PARTS, type Parts } from './parts.js';
import { processors } from './processors.js';

@Module({})
export class WorkerModule {}

/** The worker composes the same services as the api and leaves the api out. */
export function workerModule(parts: Parts): DynamicModule {
  return {
    module: WorkerModule,
    // Without a queue of its own: the processors only take, `Jobs` sends.
    imports: [BullModule.forRoot({ connection: parts.backend.connection }), BullModule.registerQueue()],
    providers: [{ provide: PARTS, useValue: parts }, ...processors],
  };
}
