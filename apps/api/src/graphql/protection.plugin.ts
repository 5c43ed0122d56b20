import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { measure, refuseBeyondLimits } from './limits.js';

/** Judges each operation after validation and before execution (graphql/limits.ts). */
export const protection: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request }) {
        if (operation) refuseBeyondLimits(measure(schema, document, operation, request.variables ?? {}));
      },
    };
  },
};
