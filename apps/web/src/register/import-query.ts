import { graphql } from '../gql/index.js';

export const importRegisterDocument = graphql(`
  mutation ImportRegister($input: ImportRegisterInput!) {
    importRegister(input: $input) {
      registerImport {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

export const registerImportDocument = graphql(`
  query RegisterImport($id: ID!) {
    registerImport(id: $id) {
      id
      fileName
      state
      percent
      outcome
      digest
      errorCode
      counts {
        insert
        change
        end
        retract
        same
      }
      changes(first: 200) {
        totalCount
        nodes {
          position
          tableLabel
          kind
          label
          sheet
          cell
          values {
            key
            label
            before
            after
          }
        }
      }
      problems(first: 200) {
        totalCount
        nodes {
          position
          code
          isError
          sheet
          cell
          message
        }
      }
    }
  }
`);

export const applyRegisterDocument = graphql(`
  mutation ApplyRegisterImport($input: ApplyRegisterImportInput!) {
    applyRegisterImport(input: $input) {
      registerImport {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

export const registerImportsDocument = graphql(`
  query RegisterImports {
    registerImports(first: 10) {
      nodes {
        id
        fileName
        state
        outcome
        createdAt
      }
    }
  }
`);
