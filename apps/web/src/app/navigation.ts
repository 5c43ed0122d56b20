import type { TextKey } from '../text/vi.js';

/** One entry of the navigation. */
export interface NavEntry {
  readonly to: string;
  readonly text: TextKey;
  /** Shown to those alone who hold this permission. */
  readonly permission?: string;
}

/** The navigation, in its order on the screen. */
export const navigation: readonly NavEntry[] = [
  { to: '/', text: 'nav.desk' },
  { to: '/duyet', text: 'nav.review', permission: 'filing.review' },
  { to: '/cum', text: 'nav.clusters' },
  { to: '/tong-hop', text: 'nav.consolidated' },
  { to: '/doi-chieu', text: 'nav.reconciliation' },
  { to: '/bieu-do', text: 'nav.dashboard', permission: 'export.create' },
  { to: '/xuat-du-lieu', text: 'nav.export', permission: 'export.create' },
  { to: '/kham-pha', text: 'nav.explorer', permission: 'consolidated.read' },
  { to: '/hop-tin', text: 'nav.inbox' },
  { to: '/thu-di', text: 'nav.outbox', permission: 'account.manage' },
  { to: '/quan-tri', text: 'nav.admin', permission: 'account.manage' },
  { to: '/nhat-ky', text: 'nav.audit', permission: 'audit.read' },
  { to: '/tro-giup', text: 'nav.help' },
];
