import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Config } from '#lib/config';
import { appModule } from './app.module.js';
import { Judge } from './graphql/judge.js';
import { LIMITS } from './graphql/limits.js';
import { graphqlDoor, graphqlGate, identify, refuseForeignSites } from './http/caller.js';
import { loadPortalQueries, persistedQueries } from './http/persisted.js';
import { servePortal } from './http/portal.js';
import { limitAccounts, limitAddresses } from './http/rate-limit.js';
import type { Parts } from './parts.js';
import { quickDoor } from './quick/quick-door.js';

/** Puts the api together, in the order a request passes: headers, body, who asks, from where, then the doors. */
export async function createServer(parts: Parts, portalFolder: string): Promise<NestExpressApplication> {
  const { config, services, log } = parts;
  const app = await NestFactory.create<NestExpressApplication>(appModule(parts), {
    bodyParser: false,
    abortOnError: false,
    logger: nestLogger(log),
  });
  app.disable('x-powered-by');
  app.disable('etag');
  // A proxy on this machine tells the real address; nobody else is believed.
  app.set('trust proxy', 'loopback');
  app.use(helmet(headersFor(config)));
  app.useBodyParser('json', { limit: LIMITS.bodyBytes, strict: true });
  const judge = new Judge(() => app.get(GraphQLSchemaHost, { strict: false }).schema);
  const queries = loadPortalQueries();
  // Before anybody is looked up in the database, and once more when the account is known.
  const perMinute = config.requestsPerMinute;
  app.use(['/graphql', '/api'], limitAddresses(services.clock, perMinute));
  app.use('/graphql', persistedQueries(queries), graphqlGate(judge));
  const ofCaller = [limitAccounts(services.clock, perMinute), refuseForeignSites(config.publicUrl)];
  const door = graphqlDoor(config.sessionQueries);
  app.use('/graphql', quickDoor({ services, judge, checks: [...ofCaller, door] }));
  app.use(['/graphql', '/api'], identify(services), ...ofCaller);
  app.use('/graphql', door);
  if (!servePortal(app, portalFolder)) log.warn({ portalFolder }, 'the portal is not built; only the API is served');
  await app.init();
  return app;
}

/** Everything comes from our own origin; no inline script or style, no frame, no plug-in. */
function headersFor(config: Config): Parameters<typeof helmet>[0] {
  const https = config.publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
  };
}

/** Nest's own remarks go where ours go; its start-up chatter is of interest only when looked for. */
function nestLogger(log: Logger) {
  return {
    log: (message: unknown) => log.debug(String(message)),
    debug: (message: unknown) => log.debug(String(message)),
    verbose: (message: unknown) => log.trace(String(message)),
    warn: (message: unknown) => log.warn(String(message)),
    error: (message: unknown, ...rest: unknown[]) => log.error({ rest: rest.map(String) }, String(message)),
    fatal: (message: unknown, ...rest: unknown[]) => log.fatal({ rest: rest.map(String) }, String(message)),
  };
}
