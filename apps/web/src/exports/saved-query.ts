import type { SavedExportsQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';
import type { Definition } from './definition.js';

export const savedDocument = graphql(`
  query SavedExports {
    savedExports {
      id
      name
      mine
      ownerName
      shared
      schedule
      lastRun {
        at
        jobId
        state
      }
      table {
        dataset
        format
        columns
        filters {
          column
          operator
          values
        }
        groupBy
        orderBy {
          column
          descending
        }
        asOf
        edition
      }
    }
  }
`);

export const saveDocument = graphql(`
  mutation SaveExport($input: SaveExportInput!) {
    saveExport(input: $input) {
      savedExport {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

export const dropDocument = graphql(`
  mutation DropSavedExport($input: DropSavedExportInput!) {
    dropSavedExport(input: $input) {
      errors {
        code
        message
      }
    }
  }
`);

export type Saved = SavedExportsQuery['savedExports'][number];

/** A kept table as the builder edits it. */
export function definitionOf({ table }: Saved): Definition {
  const [order] = table.orderBy;
  return {
    dataset: table.dataset,
    columns: table.columns,
    filters: table.filters.map(({ column, operator, values }) => ({
      id: crypto.randomUUID(),
      column,
      operator,
      text: values.join('; '),
    })),
    groupBy: table.groupBy,
    orderBy: order?.column ?? '',
    descending: order?.descending ?? false,
    edition: table.edition ?? '',
    asOf: table.asOf ?? '',
    format: table.format,
  };
}
