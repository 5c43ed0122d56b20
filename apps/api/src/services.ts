import type { Services } from '#lib/assembly';

export type { Services };

/** What the libs offer, put together by libs/assembly; one per process. */
export const SERVICES = Symbol('services');
