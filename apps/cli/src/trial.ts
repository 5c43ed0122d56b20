import type { Services } from '#lib/assembly';

/**
 * Brings the embedded database up to this version, and fills an empty one with the sample data, so that a command
 * answers on a fresh copy of the project as well. Leaves any other database alone: there an operator decides.
 */
export async function migratedTrial(): Promise<void> {
  const ownerUrl = process.env['CCN_OWNER_URL'];
  if (process.env['CCN_MODE'] !== 'embedded' || !ownerUrl) return;
  const { migrate } = await import('#lib/persistence');
  const { migrateQueues } = await import('#lib/jobs');
  await migrate(ownerUrl);
  await migrateQueues(ownerUrl);
}

/** Loads the sample data into an embedded database in which nothing was opened yet; says so on stderr. */
export async function seededTrial(services: Services): Promise<void> {
  if (process.env['CCN_MODE'] !== 'embedded') return;
  const { systemScope } = await import('#lib/persistence');
  const opened = await services.db.transact(systemScope, (uow) => services.regime.periods(uow));
  if (opened.length > 0) return;
  process.stderr.write('Cơ sở dữ liệu kèm theo còn trống; đang nạp danh mục hành chính và dữ liệu mẫu…\n');
  const { seed } = await import('#lib/assembly');
  await seed(services);
}
