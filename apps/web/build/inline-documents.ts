import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const DOCUMENT = /\bgraphql\(\s*`\s*(?:query|mutation|subscription)\s+(\w+)[^`]*`,?\s*\)/g;
const IMPORT = /^import \{ graphql \} from '[^']*gql\/index\.js';$/m;
const MANIFEST = fileURLToPath(new URL('../../../schemas/portal-queries.json', import.meta.url));

/**
 * Puts the hash of each GraphQL document into the page that asks it: the api knows the documents by it
 * (schemas/portal-queries.json, written by scripts/generate), and takes no others from a browser's session. As generated,
 * one list holds the text of every document of the portal twice, and every page would load it.
 */
export function inlineDocuments(): Plugin {
  const hashes = new Map<string, string>();
  return {
    name: 'ccn-inline-documents',
    enforce: 'pre',
    buildStart: () => {
      for (const [hash, text] of Object.entries(JSON.parse(readFileSync(MANIFEST, 'utf8')) as Record<string, string>))
        hashes.set(/^\w+ (\w+)/.exec(text)?.[1] ?? '', hash);
    },
    transform: {
      filter: { id: /apps\/web\/src\/.*\.tsx?$/, code: 'graphql(`' },
      handler: (code) => ({
        code: code.replace(DOCUMENT, (_, name: string) => inPlace(name, hashes)).replace(IMPORT, ''),
        map: null,
      }),
    },
  };
}

function inPlace(name: string, hashes: ReadonlyMap<string, string>): string {
  const hash = hashes.get(name);
  if (hash === undefined) throw new Error(`schemas/portal-queries.json has no ${name}: run scripts/generate`);
  return JSON.stringify(hash);
}
