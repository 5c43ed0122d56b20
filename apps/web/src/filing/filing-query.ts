import type { FilingDefinitionQuery, FilingPageQuery } from '../gql/graphql.js';
import { graphql } from '../gql/index.js';

/** Everything the page of one filing shows. */
export const filingDocument = graphql(`
  query FilingPage($id: ID!) {
    filing(id: $id) {
      id
      form
      period
      unit
      unitName
      filerKind
      state
      revision
      version
      definitionId
      receiptNumber
      submittedAt
      decidedAt
      decisionReason
      fileId
      missingReason
      openMarks
      readings {
        sentence
        cells
      }
      returned {
        revision
        reason
        at
        byName
        marked
      }
      marks {
        id
        revision
        key
        comment
        at
        authorName
        open
        answer
        filed
        now
        explanation
      }
      thread {
        kind
        side
        revision
        key
        text
        at
        authorName
      }
      missingChildren {
        expected
        received
        nodes {
          form
          unit
          unitName
          answer
          doubtful
        }
      }
      missingThen {
        form
        unit
        unitName
      }
      changedSince {
        revision
        change
        at
        filing {
          id
          form
          unitName
        }
      }
      receipt {
        number
      }
      figures {
        key
        value
        note
        raw
        readAs
        sheet
        cell
      }
      problems(first: 200) {
        nodes {
          code
          severity
          sheet
          cell
          key
          message
          needsReason
          closing {
            reason
            text
            at
            authorName
          }
        }
      }
      transitions {
        from
        to
        at
        actorName
        reason
        revision
      }
    }
  }
`);

export const definitionDocument = graphql(`
  query FilingDefinition($form: String!, $period: String!) {
    formDefinition(form: $form, period: $period) {
      id
      code
      legalBasis
      titleVi
      titleEn
      sections {
        code
        labelVi
        labelEn
      }
      rows {
        key
        tt
        section
        labelVi
        labelEn
        unitVi
        parent
        accumulation
        openPoint
      }
    }
  }
`);

export type Filing = NonNullable<FilingPageQuery['filing']>;
export type Mark = Filing['marks'][number];
export type Definition = FilingDefinitionQuery['formDefinition'];

/** Marks of the return that is still to be answered; none when the filing is not with its sender. */
export function marksInPlay(filing: Filing): readonly Mark[] {
  const { returned } = filing;
  return returned === null ? [] : filing.marks.filter((mark) => mark.revision === returned.revision);
}
