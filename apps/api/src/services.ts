import type { AccountService, SignInService, TokenService } from '#lib/access';
import type { Clock } from '#lib/kernel';
import type { Law } from '#lib/law';
import type { Database } from '#lib/persistence';
import type { RegisterService } from '#lib/register';
import type { TerritoryService } from '#lib/territory';

export interface Services {
  db: Database;
  clock: Clock;
  law: Law;
  territory: TerritoryService;
  register: RegisterService;
  signIn: SignInService;
  tokens: TokenService;
  accounts: AccountService;
}

/** What the libs offer, put together by libs/assembly; one per process. */
export const SERVICES = Symbol('services');

/** The process's logger (pino). */
export const LOG = Symbol('log');

/** The environment, parsed once (libs/config). */
export const CONFIG = Symbol('config');
