import type { explorer as vi } from '../vi/explorer.js';

export const explorer: Record<keyof typeof vi, string> = {
  'explorer.title': 'Explorer',
  'explorer.lead':
    'Ask the database itself in GraphQL; answers hold only what your office may see. This page reads and changes nothing.',
  'explorer.examples': 'Example questions',
  'explorer.examplesLead': 'Click one to put its query into the editor, then run it (Ctrl-Enter).',
  'explorer.editor': 'Query editor',
};
