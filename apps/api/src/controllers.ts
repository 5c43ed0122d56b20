import { InvitationController } from './access/invitation.controller.js';
import { SessionController } from './access/session.controller.js';
import { EditionsController } from './consolidation/editions.controller.js';
import { ExportController } from './consolidation/export.controller.js';
import { ExportsController } from './exchange/exports.controller.js';
import { FilesController } from './filing/files.controller.js';
import { ImportsController } from './filing/imports.controller.js';
import { QuickController } from './filing/quick.controller.js';
import { ReceiptsController } from './filing/receipts.controller.js';
import { TemplatesController } from './filing/templates.controller.js';
import { FormsController } from './forms/forms.controller.js';
import { HealthController } from './http/health.controller.js';
import { CalendarController } from './reminders/calendar.controller.js';
import { DunningController } from './reminders/dunning.controller.js';
import { OutboxController } from './reminders/outbox.controller.js';

/** Every REST handler there is. */
export const CONTROLLERS = [
  HealthController,
  CalendarController,
  DunningController,
  OutboxController,
  SessionController,
  InvitationController,
  FilesController,
  ImportsController,
  TemplatesController,
  ReceiptsController,
  FormsController,
  EditionsController,
  QuickController,
  ExportController,
  ExportsController,
] as const;
