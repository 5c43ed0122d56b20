import { account } from './vi/account.js';
import { admin } from './vi/admin.js';
import { app } from './vi/app.js';
import { audit } from './vi/audit.js';
import { chain } from './vi/chain.js';
import { consolidated } from './vi/consolidated.js';
import { dashboard } from './vi/dashboard.js';
import { desk } from './vi/desk.js';
import { edit } from './vi/edit.js';
import { explorer } from './vi/explorer.js';
import { exports } from './vi/exports.js';
import { figures } from './vi/figures.js';
import { filing } from './vi/filing.js';
import { help } from './vi/help.js';
import { marks } from './vi/marks.js';
import { nav } from './vi/nav.js';
import { office } from './vi/office.js';
import { policy } from './vi/policy.js';
import { receipt } from './vi/receipt.js';
import { reconcile } from './vi/reconcile.js';
import { register } from './vi/register.js';
import { reminders } from './vi/reminders.js';
import { review } from './vi/review.js';
import { upload } from './vi/upload.js';

/** Every text a person reads, by area. Vietnamese is the source: English must have the same keys or it does not compile. */
export const vi = {
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
} as const;

export type TextKey = keyof typeof vi;
