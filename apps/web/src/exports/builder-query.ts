import type { ExportDatasetsQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';

export const datasetsDocument = graphql(`
  query ExportDatasets {
    exportDatasets {
      key
      label
      labelEn
      edition
      columns {
        key
        label
        definition
        type
        usual
      }
    }
    editions(first: 50) {
      nodes {
        id
        period
        revision
        closedAt
      }
    }
  }
`);

export const previewDocument = graphql(`
  query ExportPreview($table: TableExportInput!) {
    exportPreview(table: $table) {
      columns {
        key
        label
        type
      }
      rows {
        cells
      }
      rowCount
      provinces
    }
  }
`);

export const jobsDocument = graphql(`
  query ExportJobs {
    exportJobs(first: 10) {
      nodes {
        id
        kind
        state
        percent
        rowCount
        fileName
        createdAt
        expiresAt
      }
    }
  }
`);

export type Dataset = ExportDatasetsQuery['exportDatasets'][number];
export type DatasetColumn = Dataset['columns'][number];
