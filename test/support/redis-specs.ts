/**
 * Spec files that run a second time with the queue in Redis (project `system-redis`). Every day the queue itself and
 * exports; with --deep all that start the system, killed workers among them. The faults of reminders are in
 * neither list: that spec goes through both backends by itself, every day.
 */
export const REDIS_SPECS: readonly string[] = process.env['CCN_DEEP']
  ? [
      'test/system/{admin,administration,api,api-access,crash,exchange,jobs,journey,live-door,portal,editor-portal,regime-api,regime-portal,reminder-doors}.spec.ts',
    ]
  : ['test/system/{exchange,jobs}.spec.ts'];
