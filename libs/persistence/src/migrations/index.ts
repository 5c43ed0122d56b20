import { Migration } from '@mikro-orm/migrations';
import { scopeSql } from './0001-scope.js';
import { tablesSql } from './0002-tables.js';
import { auditSql } from './0003-audit.js';
import { securitySql } from './0004-security.js';
import { frozenSql } from './0005-frozen.js';
import { remindersSql } from './0006-reminders.js';
import { regimeSql } from './0007-regime.js';
import { filingSql } from './0008-filing.js';
import { exchangeSql } from './0009-exchange.js';
import { importsSql } from './0012-imports.js';
import { registerImportSql } from './0013-register-import.js';
import { doubtsSql } from './0014-doubts.js';
import { editionsSql } from './0015-editions.js';
import { knowledgeSql } from './0015-knowledge.js';
import { overridesSql } from './0015-overrides.js';
import { summariesSql } from './0016-summaries.js';
import { registerKeysSql } from './0017-register-keys.js';
import { questionsSql } from './0021-questions.js';
import { secondFactorSql } from './0023-second-factor.js';
import { queryExportsSql } from './0024-query-exports.js';
import { keptFormsSql } from './0025-kept-forms.js';
import { figureVersionsSql } from './0027-figure-versions.js';
import { explorerKeysSql } from './0029-explorer-keys.js';
import { administrationSql } from './0030-administration.js';
import { reminderPolicySql } from './0030-reminder-policy.js';
import { savedExportsSql } from './0030-saved-exports.js';

/** The ledger of migrations: append only. The name is what the database remembers; never change one. */
function step(name: string, sql: string): new (...args: ConstructorParameters<typeof Migration>) => Migration {
  return class extends Migration {
    override name = name;
    override up(): void {
      this.addSql(sql);
    }
  };
}

export const migrationClasses = [
  step('0001-scope', scopeSql),
  step('0002-tables', tablesSql),
  step('0003-audit', auditSql),
  step('0004-security', securitySql),
  step('0005-frozen', frozenSql),
  step('0006-reminders', remindersSql),
  step('0007-regime', regimeSql),
  step('0008-filing', filingSql),
  step('0009-exchange', exchangeSql),
  step('0012-imports', importsSql),
  step('0013-register-import', registerImportSql),
  step('0014-doubts', doubtsSql),
  step('0015-editions', editionsSql),
  step('0015-knowledge', knowledgeSql),
  step('0015-overrides', overridesSql),
  step('0016-summaries', summariesSql),
  step('0017-register-keys', registerKeysSql),
  step('0021-questions', questionsSql),
  step('0023-second-factor', secondFactorSql),
  step('0024-query-exports', queryExportsSql),
  step('0025-kept-forms', keptFormsSql),
  step('0027-figure-versions', figureVersionsSql),
  step('0029-explorer-keys', explorerKeysSql),
  step('0030-administration', administrationSql),
  step('0030-saved-exports', savedExportsSql),
  step('0030-reminder-policy', reminderPolicySql),
] as const;
