import type { Plugin } from 'vite';

const DOCUMENT = /\bgraphql\(\s*(`[^`]*`),?\s*\)/g;
const IMPORT = /^import \{ graphql \} from '[^']*gql\/index\.js';$/m;

/**
 * Puts each GraphQL document into the page that asks it. As generated, one list holds the text of every document of the
 * portal twice, and every page would load it. A document is its text: `ask` and `useLive` need no more.
 */
export function inlineDocuments(): Plugin {
  return {
    name: 'ccn-inline-documents',
    enforce: 'pre',
    transform: {
      filter: { id: /apps\/web\/src\/.*\.tsx?$/, code: 'graphql(`' },
      handler: (code) => ({ code: code.replace(DOCUMENT, '$1').replace(IMPORT, ''), map: null }),
    },
  };
}
