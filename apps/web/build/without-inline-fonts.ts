import type { Plugin } from 'vite';

const FACE = /@font-face\s*\{[^}]*url\(\s*["']?data:[^}]*\}/g;

/**
 * Takes fonts written into a library's style sheet as data out of it: the content-security policy takes fonts as files of
 * our own origin only, and each would be half a megabyte for letters the reader's own fonts have.
 */
export function withoutInlineFonts(): Plugin {
  return {
    name: 'ccn-without-inline-fonts',
    enforce: 'pre',
    transform: {
      filter: { id: /node_modules\/.*\.css$/, code: '@font-face' },
      handler: (code) => ({ code: code.replace(FACE, ''), map: null }),
    },
  };
}
