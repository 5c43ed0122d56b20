/** What the libs offer, put together by libs/assembly; one per process. */
export type { Services } from '#lib/assembly';
export const SERVICES = Symbol('services');

/** The process's logger (pino). */
export const LOG = Symbol('log');

/** The environment, parsed once (libs/config). */
export const CONFIG = Symbol('config');

/** What has changed, told between processes (libs/events). */
export const EVENTS = Symbol('events');

/** How the queues stand (parts.ts). */
export const QUEUES = Symbol('queues');

/** Called after a commit that promised a job (parts.ts). */
export const KICK = Symbol('kick');
