import type { nav as vi } from '../vi/nav.js';

export const nav: Record<keyof typeof vi, string> = {
  'nav.desk': 'Desk',
  'nav.review': 'Received filings',
  'nav.clusters': 'Clusters',
  'nav.consolidated': 'Consolidation',
  'nav.reconciliation': 'Reconciliation',
  'nav.dashboard': 'Dashboards',
  'nav.export': 'Export',
  'nav.explorer': 'Explorer',
  'nav.menu': 'Menu',
  'nav.signOut': 'Sign out',
  'nav.admin': 'Accounts',
  'nav.password': 'My account',
  'nav.inbox': 'Inbox',
  'nav.outbox': 'Outbox',
};
