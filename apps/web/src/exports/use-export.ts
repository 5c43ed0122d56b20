import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExportProgressQuery, RequestExportInput } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';
import { ask, RequestFailure } from '../session/http.js';
import { useLive } from '../session/live.js';

const requestDocument = graphql(`
  mutation RequestExport($input: RequestExportInput!) {
    requestExport(input: $input) {
      exportJob {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

const progressDocument = graphql(`
  query ExportProgress($id: ID!) {
    exportJob(id: $id) {
      id
      state
      percent
      rowCount
      fileName
      sizeBytes
      errorMessage
      errorCode
    }
  }
`);

const stepsDocument = graphql(`
  subscription ExportSteps($id: ID!) {
    exportProgress(id: $id) {
      id
      state
      percent
    }
  }
`);

export type ExportJobShown = NonNullable<ExportProgressQuery['exportJob']>;

/** Asked by oneself where changes are not told; told ones come sooner. */
const ASK_EVERY_MS = 1_500;

export interface Exporting {
  readonly start: (input: RequestExportInput) => void;
  /** The export as it stands; null before the first. */
  readonly job: ExportJobShown | null;
  readonly isBusy: boolean;
  readonly failure: unknown;
}

/** Asks for an export and follows it until its file is there. */
export function useExport(): Exporting {
  const [id, setId] = useState<string | null>(null);
  const request = useMutation({
    mutationFn: async (input: RequestExportInput) => {
      const { exportJob, errors } = (await ask(requestDocument, { input })).requestExport;
      const [refusal] = errors;
      if (exportJob === null || refusal)
        throw new RequestFailure(refusal?.code ?? 'ERROR', errors.map((e) => e.message).join(' '));
      return exportJob.id;
    },
    onSuccess: setId,
  });
  const isOver = (job: ExportJobShown | null | undefined) => job?.state === 'DONE' || job?.state === 'FAILED';
  const progress = useQuery({
    queryKey: ['export', id],
    queryFn: async () => (await ask(progressDocument, { id: id ?? '' })).exportJob,
    enabled: id !== null,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : ASK_EVERY_MS),
  });
  useLive(stepsDocument, id === null || isOver(progress.data) ? null : { id }, () => void progress.refetch());
  return {
    start: (input) => {
      setId(null);
      request.mutate(input);
    },
    job: progress.data ?? null,
    isBusy: request.isPending || (id !== null && !isOver(progress.data) && !progress.isError),
    failure: request.error ?? progress.error,
  };
}
