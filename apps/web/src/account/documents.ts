import type { OwnKeysQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';

export const keysDocument = graphql(`
  query OwnKeys {
    me {
      permissions
      secondFactor {
        since
        recoveryCodesLeft
      }
      sessions {
        id
        createdAt
        lastSeenAt
        userAgent
        address
        current
      }
      tokens {
        id
        name
        scopes
        createdAt
        expiresAt
        lastUsedAt
        revokedAt
      }
    }
  }
`);

export type OwnKeys = OwnKeysQuery['me'];

export const endSessionDocument = graphql(`
  mutation EndSession($input: EndSessionInput!) {
    endSession(input: $input) {
      ended
      errors {
        code
        message
      }
    }
  }
`);

export const endOthersDocument = graphql(`
  mutation EndOtherSessions {
    endOtherSessions {
      count
      errors {
        code
        message
      }
    }
  }
`);

export const beginFactorDocument = graphql(`
  mutation BeginSecondFactor {
    beginSecondFactor {
      secret
      address
      errors {
        code
        message
      }
    }
  }
`);

export const confirmFactorDocument = graphql(`
  mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {
    confirmSecondFactor(input: $input) {
      recoveryCodes
      errors {
        code
        message
      }
    }
  }
`);

export const removeFactorDocument = graphql(`
  mutation RemoveSecondFactor($input: RemoveSecondFactorInput!) {
    removeSecondFactor(input: $input) {
      removed
      errors {
        code
        message
      }
    }
  }
`);

export const createTokenDocument = graphql(`
  mutation CreateToken($input: CreateTokenInput!) {
    createToken(input: $input) {
      secret
      errors {
        code
        message
      }
    }
  }
`);

export const revokeTokenDocument = graphql(`
  mutation RevokeToken($input: RevokeTokenInput!) {
    revokeToken(input: $input) {
      token {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);
