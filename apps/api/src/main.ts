import 'reflect-metadata';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { type Logger, pino } from 'pino';
import { type Config, loadConfig } from '#lib/config';
import { DomainError } from '#lib/kernel';
import { AppModule } from './app.module.js';
import { LIMITS } from './graphql/limits.js';
import { graphqlDoor, identify, refuseForeignSites } from './http/caller.js';
import { servePortal } from './http/portal.js';
import type { Services } from './services.js';

/** The built portal, beside the built api: dist/web. */
const PORTAL = join(import.meta.dirname, '..', '..', '..', 'web');
