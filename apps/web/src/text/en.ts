import { account } from './en/account.js';
import { admin } from './en/admin.js';
import { app } from './en/app.js';
import { audit } from './en/audit.js';
import { chain } from './en/chain.js';
import { consolidated } from './en/consolidated.js';
import { dashboard } from './en/dashboard.js';
import { desk } from './en/desk.js';
import { edit } from './en/edit.js';
import { explorer } from './en/explorer.js';
import { exports } from './en/exports.js';
import { figures } from './en/figures.js';
import { filing } from './en/filing.js';
import { help } from './en/help.js';
import { marks } from './en/marks.js';
import { nav } from './en/nav.js';
import { office } from './en/office.js';
import { policy } from './en/policy.js';
import { receipt } from './en/receipt.js';
import { reconcile } from './en/reconcile.js';
import { register } from './en/register.js';
import { reminders } from './en/reminders.js';
import { review } from './en/review.js';
import { upload } from './en/upload.js';
import type { TextKey } from './vi.js';

export const en: Record<TextKey, string> = {
  ...account,
  ...admin,
  ...app,
  ...audit,
  ...chain,
  ...consolidated,
  ...desk,
  ...edit,
  ...figures,
  ...dashboard,
  ...explorer,
  ...exports,
  ...filing,
  ...help,
  ...marks,
  ...nav,
  ...office,
  ...policy,
  ...receipt,
  ...reconcile,
  ...register,
  ...reminders,
  ...review,
  ...upload,
};
