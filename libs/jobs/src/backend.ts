import {
  type ConnectionOptions,
  createPostgresBackend,
  type PostgresPoolConfig,
  setDefaultBackendFactory,
} from 'bullmq';

/** PostgreSQL schema of the queues' own tables. */
export const QUEUE_SCHEMA = 'bullmq';

export interface QueueConfig {
  /** URL of the application role; the queues live in the same database as everything else. */
  readonly databaseUrl: string;
  /** Set: the queues live in Redis instead. */
  readonly redisUrl?: string | null | undefined;
  /** Connections per queue or worker, PostgreSQL only. Default 2. */
  readonly poolMax?: number;
}

/** Where queues live, in the form that BullMQ's classes and @nestjs/bullmq take. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  readonly connection: ConnectionOptions;
}

/**
 * Chooses the backend for this process: PostgreSQL, or Redis when `redisUrl` is set. To be called before
 * the first queue or worker is made, because BullMQ keeps the choice for the whole process.
 */
export function createQueueBackend(config: QueueConfig): QueueBackend {
  const { databaseUrl, redisUrl, poolMax = 2 } = config;
  if (redisUrl !== undefined && redisUrl !== null && redisUrl !== '') {
    setDefaultBackendFactory();
    return { kind: 'redis', connection: { url: redisUrl, maxRetriesPerRequest: null } };
  }
  setDefaultBackendFactory(createPostgresBackend);
  const connection: PostgresPoolConfig = { connectionString: databaseUrl, schema: QUEUE_SCHEMA, max: poolMax };
  // BullMQ types `connection` for Redis only; the PostgreSQL factory chosen above reads this shape.
  return { kind: 'postgres', connection: connection as ConnectionOptions };
}
