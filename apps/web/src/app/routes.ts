import { type ComponentType, lazy } from 'react';
import { DeskPage } from '../desk/desk-page.js';

/** One address of the portal and its page. Pages come when they are opened; only the desk comes with the first script. */
export interface PageRoute {
  /** Path below the origin; '' is the desk. */
  readonly path: string;
  readonly page: ComponentType;
}

/** A page of its own script file, loaded when its address is first opened. */
function later<K extends string>(name: K, load: () => Promise<Record<K, ComponentType>>): ComponentType {
  return lazy(async () => {
    const page: ComponentType = (await load())[name];
    return { default: page };
  });
}

/** Pages behind sign-in, inside the frame. */
export const framedRoutes: readonly PageRoute[] = [
  { path: '', page: DeskPage },
  { path: 'nop/:form/:period/:unit', page: later('UploadPage', () => import('../upload/upload-page.js')) },
  { path: 'soan/:form/:period/:unit', page: later('EditorPage', () => import('../editor/editor-page.js')) },
  { path: 'cach-doc', page: later('ReadingsPage', () => import('../upload/readings-page.js')) },
  { path: 'bao-cao/:id', page: later('FilingPage', () => import('../filing/filing-page.js')) },
  { path: 'duyet', page: later('ReviewPage', () => import('../review/review-page.js')) },
  { path: 'bien-nhan/*', page: later('ReceiptPage', () => import('../filing/receipt-page.js')) },
  { path: 'tong-hop', page: later('ConsolidatedPage', () => import('../consolidated/consolidated-page.js')) },
  { path: 'doi-chieu', page: later('ReconciliationPage', () => import('../reconciliation/reconciliation-page.js')) },
  { path: 'chuoi', page: later('ChainPage', () => import('../chain/chain-page.js')) },
  { path: 'cum', page: later('ClustersPage', () => import('../register/clusters-page.js')) },
  { path: 'cum/nhap-so', page: later('RegisterImportPage', () => import('../register/register-import-page.js')) },
  { path: 'cum/:code', page: later('ClusterPage', () => import('../register/cluster-page.js')) },
  { path: 'bieu-do', page: later('DashboardPage', () => import('../dashboard/dashboard-page.js')) },
  { path: 'xuat-du-lieu', page: later('ExportPage', () => import('../exports/export-page.js')) },
  { path: 'kham-pha', page: later('ExplorerPage', () => import('../explorer/explorer-page.js')) },
  { path: 'hop-tin', page: later('InboxPage', () => import('../reminders/inbox-page.js')) },
  { path: 'thu-di', page: later('OutboxPage', () => import('../reminders/outbox-page.js')) },
  { path: 'quan-tri', page: later('AdminPage', () => import('../admin/admin-page.js')) },
  { path: 'quan-tri/don-vi', page: later('OfficesPage', () => import('../admin/offices-page.js')) },
  { path: 'quan-tri/lich-nhac', page: later('PolicyPage', () => import('../admin/policy-page.js')) },
  { path: 'quan-tri/hang-doi', page: later('QueuesPage', () => import('../admin/queues-page.js')) },
  { path: 'nhat-ky', page: later('AuditPage', () => import('../admin/audit-page.js')) },
  { path: 'tro-giup', page: later('HelpPage', () => import('../help/help-page.js')) },
  { path: 'mat-khau', page: later('AccountPage', () => import('../account/account-page.js')) },
];

/** Pages for anybody, without the frame. */
export const openRoutes: readonly PageRoute[] = [
  { path: 'moi', page: later('InvitationPage', () => import('../account/invitation-page.js')) },
  { path: 'kiem-tra', page: later('CheckPage', () => import('../filing/check-page.js')) },
];
