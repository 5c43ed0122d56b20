import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents from the committed schema; `scripts/test` fails when they are not up to date. */
const config: CodegenConfig = {
  schema: 'schemas/schema.graphql',
  documents: ['apps/web/src/**/*.{ts,tsx}', '!apps/web/src/gql/**'],
  generates: {
    'apps/web/src/gql/': {
      preset: 'client',
      // The api lets a browser's session ask these and nothing else.
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        documentMode: 'string',
        strictScalars: true,
        scalars: { Decimal: 'string', Date: 'string', DateTime: 'string', JSON: 'unknown' },
      },
    },
  },
};

export default config;
