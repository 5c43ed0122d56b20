import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { Request } from 'express';
import { AccessGuard } from './access/access.guard.js';
import { CONTROLLERS } from './controllers.js';
import type { GraphContext } from './graphql/context.js';
import { answerInLanguage, presentError } from './graphql/errors.js';
import { auditFirmReads, FirmReads } from './graphql/firm-reads.js';
import { LIMITS } from './graphql/limits.js';
import { createLoaders } from './graphql/loaders.js';
import { BUILD_OPTIONS, finishSchema, RESOLVERS } from './graphql/schema.js';
import { unauthenticated } from './http/caller.js';
import { ProblemFilter } from './http/problem.filter.js';
import { LiveServer } from './live/live-server.js';
import type { Parts } from './parts.js';
import { CONFIG, EVENTS, KICK, LOG, QUEUES, SERVICES } from './services.js';

@Module({})
class PartsModule {}

/** The few things everybody may ask for by injection; global, and nothing else is. */
function partsModule({ services, config, log, kick, queues, events }: Parts): DynamicModule {
  const providers = [
    { provide: SERVICES, useValue: services },
    { provide: CONFIG, useValue: config },
    { provide: LOG, useValue: log },
    { provide: KICK, useValue: kick },
    { provide: QUEUES, useValue: queues },
    { provide: EVENTS, useValue: events },
  ];
  return { module: PartsModule, global: true, providers, exports: [SERVICES, CONFIG, LOG, KICK, QUEUES, EVENTS] };
}

@Module({})
class AppModule {}

export function appModule(parts: Parts): DynamicModule {
  return {
    module: AppModule,
    imports: [partsModule(parts), GraphQLModule.forRoot<ApolloDriverConfig>(graphql(parts))],
    controllers: [...CONTROLLERS],
    providers: [
      ...RESOLVERS,
      LiveServer,
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_FILTER, useClass: ProblemFilter },
    ],
  };
}

function graphql({ services, log }: Parts): ApolloDriverConfig {
  return {
    driver: ApolloDriver,
    path: '/graphql',
    autoSchemaFile: true,
    buildSchemaOptions: BUILD_OPTIONS,
    transformSchema: finishSchema,
    // Strangers never get here (http/caller.ts), so introspection is for signed-in callers only.
    introspection: true,
    graphiql: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    autoTransformHttpErrors: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    // Limits are judged before anybody is looked up (http/caller.ts, graphql/judge.ts).
    plugins: [auditFirmReads(services), answerInLanguage],
    formatError: presentError(log),
    context: ({ req }: { req: Request }): GraphContext => {
      if (!req.caller) throw unauthenticated();
      return { req, caller: req.caller, loaders: createLoaders(services, req.caller), firms: new FirmReads() };
    },
  };
}
