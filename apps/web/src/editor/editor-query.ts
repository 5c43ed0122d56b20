import { useQuery } from '@tanstack/react-query';
import { parsePeriod, periodOf } from '#lib/kernel';
import type { EditorSheetQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';
import { ask, rest } from '../session/http.js';
import type { FormLaw, SheetTarget } from './form-law.js';

/** What the editor begins with: the duty, the sheet as the server has it, and the same period a year ago. */
const sheetDocument = graphql(`
  query EditorSheet($form: String!, $period: String!, $unit: String!, $last: String!) {
    obligations(filter: { form: $form, period: $period, unit: $unit }, first: 1) {
      nodes {
        unitName
        dueBefore
      }
    }
    filings(filter: { form: $form, period: $period, unit: $unit }, first: 1) {
      nodes {
        id
        state
        revision
        version
        unitName
        returned {
          revision
          reason
          at
          byName
          marked
        }
        marks {
          revision
          key
          comment
          open
        }
        figures {
          key
          value
          raw
          note
        }
      }
    }
    last: filings(filter: { form: $form, period: $last, unit: $unit }, first: 1) {
      nodes {
        state
        figures {
          key
          value
        }
      }
    }
  }
`);

const derivedDocument = graphql(`
  query EditorDerived($form: String!, $period: String!, $unit: String!) {
    consolidatedForm(form: $form, unit: $unit, period: $period) {
      figures {
        key
        derivedValue
        coverage {
          expected
          reported
        }
        sources {
          label
        }
      }
    }
  }
`);

export type SheetFiling = EditorSheetQuery['filings']['nodes'][number];

/** The period of the same kind a year before: what its figures are compared with. */
export function periodBefore(code: string): string {
  const period = parsePeriod(code);
  return period === null ? code : periodOf(period.year - 1, period.kind).code;
}

export function useFormLaw({ form, period, unit }: SheetTarget) {
  return useQuery({
    queryKey: ['law', form, period, unit],
    queryFn: () =>
      rest<FormLaw>(
        'GET',
        `/api/forms/${encodeURIComponent(form)}/${encodeURIComponent(period)}?unit=${encodeURIComponent(unit)}`,
      ),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

export function loadSheet(target: SheetTarget): Promise<EditorSheetQuery> {
  return ask(sheetDocument, { ...target, last: periodBefore(target.period) });
}

/** The sheet as it stands when the page opens; later changes come by saving, not by looking again. */
export function useSheet(target: SheetTarget) {
  return useQuery({
    queryKey: ['sheet', target.form, target.period, target.unit],
    queryFn: () => loadSheet(target),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What register and accepted filings give for forms 03 and 04; forms 01 and 02 are nobody's sum. */
export function useDerived(target: SheetTarget) {
  return useQuery({
    queryKey: ['derived', target.form, target.period, target.unit],
    queryFn: async () => (await ask(derivedDocument, { ...target })).consolidatedForm.figures,
    enabled: target.form === '03' || target.form === '04',
    staleTime: 60_000,
  });
}
