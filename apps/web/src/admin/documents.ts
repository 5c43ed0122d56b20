import type { AccountsQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';

export const accountsDocument = graphql(`
  query Accounts($search: String, $after: String) {
    accounts(filter: { search: $search }, first: 50, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        email
        name
        role
        disabledAt
        mustChangePassword
        hasSecondFactor
        office {
          id
          name
        }
      }
    }
  }
`);

export type AccountRow = AccountsQuery['accounts']['nodes'][number];

export const officesDocument = graphql(`
  query Offices($search: String) {
    offices(filter: { search: $search }, first: 20) {
      totalCount
      nodes {
        id
        name
        roles
        closedAt
      }
    }
  }
`);

export const createDocument = graphql(`
  mutation CreateAccount($input: CreateAccountInput!) {
    createAccount(input: $input) {
      account {
        email
      }
      temporaryPassword
      errors {
        code
        path
        message
      }
    }
  }
`);

export const disableDocument = graphql(`
  mutation DisableAccount($input: DisableAccountInput!) {
    disableAccount(input: $input) {
      errors {
        code
        message
      }
    }
  }
`);

export const enableDocument = graphql(`
  mutation EnableAccount($input: EnableAccountInput!) {
    enableAccount(input: $input) {
      errors {
        code
        message
      }
    }
  }
`);

export const resetDocument = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) {
      account {
        email
      }
      temporaryPassword
      errors {
        code
        message
      }
    }
  }
`);

export const dropFactorDocument = graphql(`
  mutation ResetSecondFactor($input: ResetSecondFactorInput!) {
    resetSecondFactor(input: $input) {
      errors {
        code
        message
      }
    }
  }
`);

export const inviteDocument = graphql(`
  mutation InviteAccount($input: InviteAccountInput!) {
    inviteAccount(input: $input) {
      account {
        email
      }
      address
      mailed
      expiresAt
      errors {
        code
        path
        message
      }
    }
  }
`);

export const inviteAgainDocument = graphql(`
  mutation InviteAgain($input: InviteAgainInput!) {
    inviteAgain(input: $input) {
      account {
        email
      }
      address
      mailed
      expiresAt
      errors {
        code
        message
      }
    }
  }
`);
