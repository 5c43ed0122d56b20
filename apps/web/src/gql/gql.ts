/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Accounts($search: String, $after: String) {\n    accounts(filter: { search: $search }, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        email\n        name\n        role\n        disabledAt\n        mustChangePassword\n        office {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.AccountsDocument,
    "\n  query Offices($search: String) {\n    offices(filter: { search: $search }, first: 20) {\n      totalCount\n      nodes {\n        id\n        name\n        roles\n        closedAt\n      }\n    }\n  }\n": typeof types.OfficesDocument,
    "\n  mutation CreateAccount($input: CreateAccountInput!) {\n    createAccount(input: $input) {\n      account {\n        email\n      }\n      temporaryPassword\n      errors {\n        code\n        path\n        message\n      }\n    }\n  }\n": typeof types.CreateAccountDocument,
    "\n  mutation DisableAccount($input: DisableAccountInput!) {\n    disableAccount(input: $input) {\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.DisableAccountDocument,
    "\n  mutation EnableAccount($input: EnableAccountInput!) {\n    enableAccount(input: $input) {\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.EnableAccountDocument,
    "\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) {\n      account {\n        email\n      }\n      temporaryPassword\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ResetPasswordDocument,
    "\n  query Chain($unit: String!, $period: String!) {\n    deadlineChain(unit: $unit, period: $period) {\n      unit\n      unitName\n      ownDaysLeft\n      own {\n        form\n        dueBefore\n        answer\n      }\n      tiers {\n        form\n        filer\n        waitedForBy\n        expected\n        received\n        late\n        returned\n        accepted\n        outstanding\n        overdue\n        lastDueBefore\n        daysLeft\n        slackDays\n        blockers {\n          obligationId\n          unit\n          unitName\n          answer\n          dueBefore\n          daysLeft\n          blocks {\n            form\n            unitName\n          }\n        }\n      }\n    }\n  }\n": typeof types.ChainDocument,
    "\n  query TimelinessTable($period: String!, $by: TimelinessBy!) {\n    seasonTimeliness(period: $period, by: $by) {\n      key\n      name\n      expected\n      received\n      onTime\n      late\n      accepted\n      returned\n      missing\n      overdue\n    }\n  }\n": typeof types.TimelinessTableDocument,
    "\n  query Consolidated($form: String!, $unit: String!, $period: String!) {\n    consolidatedForm(form: $form, unit: $unit, period: $period) {\n      form\n      unit\n      unitName\n      period\n      definitionId\n      figures {\n        key\n        tt\n        label\n        value\n        unit\n        basis\n        derivedValue\n        override {\n          value\n          reason\n          authorName\n          officeName\n          on\n        }\n        acceptedValue\n        definition\n        openPoint\n        coverage {\n          expected\n          reported\n          accepted\n        }\n        sources {\n          kind\n          id\n          label\n          value\n          unit\n          file\n          sheet\n          cell\n          document\n          date\n        }\n      }\n    }\n  }\n": typeof types.ConsolidatedDocument,
    "\n  query ProvinceChoices {\n    provinces(first: 100) {\n      nodes {\n        code\n        name\n      }\n    }\n  }\n": typeof types.ProvinceChoicesDocument,
    "\n  query Desk($period: String!, $form: String, $state: ObligationState) {\n    obligations(filter: { period: $period, form: $form, state: $state }, first: 200) {\n      totalCount\n      nodes {\n        id\n        form\n        period\n        unit\n        unitName\n        filerKind\n        state\n        stateReason\n        dueBefore\n        lawDueBefore\n        extended\n        voluntary\n        nilOffered\n        doubtful\n        doubt\n        changes {\n          kind\n          at\n          reason\n          dueBefore\n          officeName\n        }\n        filing {\n          id\n          state\n          version\n          submittedAt\n          nilNote\n        }\n      }\n    }\n  }\n": typeof types.DeskDocument,
    "\n  subscription DutyChanged($period: String!) {\n    obligationChanged(period: $period) {\n      refetch\n    }\n  }\n": typeof types.DutyChangedDocument,
    "\n  mutation ExtendObligation($input: ExtendObligationInput!) {\n    extendObligation(input: $input) {\n      obligation {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ExtendObligationDocument,
    "\n  mutation FileNil($input: FileNilInput!) {\n    fileNil(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.FileNilDocument,
    "\n  query EditorSheet($form: String!, $period: String!, $unit: String!, $last: String!) {\n    obligations(filter: { form: $form, period: $period, unit: $unit }, first: 1) {\n      nodes {\n        unitName\n        dueBefore\n      }\n    }\n    filings(filter: { form: $form, period: $period, unit: $unit }, first: 1) {\n      nodes {\n        id\n        state\n        revision\n        version\n        unitName\n        returned {\n          revision\n          reason\n          at\n          byName\n          marked\n        }\n        marks {\n          revision\n          key\n          comment\n          open\n        }\n        figures {\n          key\n          value\n          raw\n          note\n        }\n      }\n    }\n    last: filings(filter: { form: $form, period: $last, unit: $unit }, first: 1) {\n      nodes {\n        state\n        figures {\n          key\n          value\n        }\n      }\n    }\n  }\n": typeof types.EditorSheetDocument,
    "\n  query EditorDerived($form: String!, $period: String!, $unit: String!) {\n    consolidatedForm(form: $form, unit: $unit, period: $period) {\n      figures {\n        key\n        derivedValue\n        sources {\n          label\n        }\n      }\n    }\n  }\n": typeof types.EditorDerivedDocument,
    "\n  mutation SaveSheet($input: SaveDraftInput!) {\n    saveDraft(input: $input) {\n      filing {\n        id\n        version\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.SaveSheetDocument,
    "\n  mutation CloseDoubt($input: CloseDoubtInput!) {\n    closeDoubt(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.CloseDoubtDocument,
    "\n  query FilingPage($id: ID!) {\n    filing(id: $id) {\n      id\n      form\n      period\n      unit\n      unitName\n      filerKind\n      state\n      revision\n      version\n      definitionId\n      receiptNumber\n      submittedAt\n      decidedAt\n      decisionReason\n      fileId\n      missingReason\n      openMarks\n      readings {\n        sentence\n        cells\n      }\n      returned {\n        revision\n        reason\n        at\n        byName\n        marked\n      }\n      marks {\n        id\n        revision\n        key\n        comment\n        at\n        authorName\n        open\n        answer\n        filed\n        now\n        explanation\n      }\n      thread {\n        kind\n        side\n        revision\n        key\n        text\n        at\n        authorName\n      }\n      missingChildren {\n        expected\n        received\n        nodes {\n          form\n          unit\n          unitName\n          answer\n          doubtful\n        }\n      }\n      missingThen {\n        form\n        unit\n        unitName\n      }\n      changedSince {\n        revision\n        change\n        at\n        filing {\n          id\n          form\n          unitName\n        }\n      }\n      receipt {\n        number\n      }\n      figures {\n        key\n        value\n        note\n        raw\n        readAs\n        sheet\n        cell\n      }\n      problems(first: 200) {\n        nodes {\n          code\n          severity\n          sheet\n          cell\n          key\n          message\n          needsReason\n          closing {\n            reason\n            text\n            at\n            authorName\n          }\n        }\n      }\n      transitions {\n        from\n        to\n        at\n        actorName\n        reason\n        revision\n      }\n    }\n  }\n": typeof types.FilingPageDocument,
    "\n  query FilingDefinition($form: String!, $period: String!) {\n    formDefinition(form: $form, period: $period) {\n      id\n      titleVi\n      titleEn\n      sections {\n        code\n        labelVi\n        labelEn\n      }\n      rows {\n        key\n        tt\n        section\n        labelVi\n        labelEn\n        unitVi\n        parent\n      }\n    }\n  }\n": typeof types.FilingDefinitionDocument,
    "\n  mutation SubmitFiling($input: SubmitFilingInput!) {\n    submitFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.SubmitFilingDocument,
    "\n  mutation ReturnFiling($input: ReturnFilingInput!) {\n    returnFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ReturnFilingDocument,
    "\n  mutation AcceptFiling($input: AcceptFilingInput!) {\n    acceptFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.AcceptFilingDocument,
    "\n  mutation ReopenFiling($input: ReopenFilingInput!) {\n    reopenFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ReopenFilingDocument,
    "\n  mutation AmendFiling($input: AmendFilingInput!) {\n    amendFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.AmendFilingDocument,
    "\n  mutation AnswerMarks($input: SaveDraftInput!) {\n    saveDraft(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.AnswerMarksDocument,
    "\n  query ReceiptPage($number: String!) {\n    filingReceipt(number: $number) {\n      number\n      supersededBy\n      checkAddress\n      filing {\n        id\n      }\n    }\n  }\n": typeof types.ReceiptPageDocument,
    "\n  mutation AddFilingComment($input: AddFilingCommentInput!) {\n    addFilingComment(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.AddFilingCommentDocument,
    "\n  query Reconciliation($form: String!, $unit: String!, $period: String!, $byClusters: Boolean!) {\n    reconciliation(form: $form, unit: $unit, period: $period, byClusters: $byClusters) {\n      form\n      unit\n      unitName\n      level\n      rows {\n        key\n        tt\n        label\n        unit\n        derived\n        filed\n        filingId\n        childrenFiled\n        filedLessDerived\n        filedLessChildren\n        unexplained\n        childrenExpected\n        childrenReported\n        children {\n          unit\n          unitName\n          derived\n          filed\n          difference\n          why\n          filings\n        }\n      }\n    }\n  }\n": typeof types.ReconciliationDocument,
    "\n  query Clusters($search: String, $after: String) {\n    clusters(filter: { search: $search }, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        code\n        name\n        province {\n          name\n        }\n        communes {\n          code\n          name\n        }\n        planEntries {\n          id\n          listed\n          plannedAreaHa\n        }\n        decisions {\n          id\n          kind\n          number\n          issuer\n          signedOn\n        }\n        dataProblems {\n          id\n          severity\n          message\n        }\n      }\n    }\n  }\n": typeof types.ClustersDocument,
    "\n  query Inbox($unreadOnly: Boolean!, $after: String) {\n    unreadMessages\n    inbox(unreadOnly: $unreadOnly, first: 25, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        subject\n        body\n        link\n        createdAt\n        readAt\n      }\n    }\n  }\n": typeof types.InboxDocument,
    "\n  query UnreadMessages {\n    unreadMessages\n  }\n": typeof types.UnreadMessagesDocument,
    "\n  mutation MarkRead($input: MarkReadInput!) {\n    markRead(input: $input) {\n      unread\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.MarkReadDocument,
    "\n  query CalendarFeed {\n    calendarFeed {\n      id\n      createdAt\n      lastReadAt\n    }\n  }\n": typeof types.CalendarFeedDocument,
    "\n  mutation CreateCalendarFeed {\n    createCalendarFeed {\n      url\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.CreateCalendarFeedDocument,
    "\n  mutation RevokeCalendarFeed {\n    revokeCalendarFeed {\n      revoked\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RevokeCalendarFeedDocument,
    "\n  query Outbox($state: OutboundMailState, $after: String) {\n    outbox(state: $state, first: 25, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        to\n        subject\n        body\n        state\n        response\n        reasonText\n        attempts\n        createdAt\n        sentAt\n      }\n    }\n  }\n": typeof types.OutboxDocument,
    "\n  mutation RemindNow($input: RemindNowInput!) {\n    remindNow(input: $input) {\n      sendNotBefore\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.RemindNowDocument,
    "\n  mutation ChangeOwnPassword($input: ChangeOwnPasswordInput!) {\n    changeOwnPassword(input: $input) {\n      changed\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ChangeOwnPasswordDocument,
    "\n  mutation AnswerImport($input: AnswerImportInput!) {\n    answerImport(input: $input) {\n      workbookImport {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.AnswerImportDocument,
    "\n  mutation ImportWorkbook($input: ImportWorkbookInput!) {\n    importWorkbook(input: $input) {\n      workbookImport {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ImportWorkbookDocument,
    "\n  query ImportProgress($id: ID!) {\n    workbookImport(id: $id) {\n      id\n      state\n      percent\n      outcome\n      filingId\n      errorCode\n      file {\n        name\n      }\n      markedFile {\n        path\n        marks\n      }\n      questions {\n        id\n        kind\n        sheet\n        cell\n        key\n        of\n        raw\n        choices {\n          choice\n          value\n        }\n      }\n      readings {\n        sentence\n      }\n      template {\n        changed {\n          key\n          from\n          to\n        }\n      }\n      problems(first: 200) {\n        totalCount\n        nodes {\n          code\n          severity\n          sheet\n          cell\n          key\n          message\n        }\n      }\n    }\n  }\n": typeof types.ImportProgressDocument,
    "\n  subscription ImportSteps($id: ID!) {\n    importProgress(id: $id) {\n      id\n      state\n      percent\n    }\n  }\n": typeof types.ImportStepsDocument,
};
const documents: Documents = {
    "\n  query Accounts($search: String, $after: String) {\n    accounts(filter: { search: $search }, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        email\n        name\n        role\n        disabledAt\n        mustChangePassword\n        office {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.AccountsDocument,
    "\n  query Offices($search: String) {\n    offices(filter: { search: $search }, first: 20) {\n      totalCount\n      nodes {\n        id\n        name\n        roles\n        closedAt\n      }\n    }\n  }\n": types.OfficesDocument,
    "\n  mutation CreateAccount($input: CreateAccountInput!) {\n    createAccount(input: $input) {\n      account {\n        email\n      }\n      temporaryPassword\n      errors {\n        code\n        path\n        message\n      }\n    }\n  }\n": types.CreateAccountDocument,
    "\n  mutation DisableAccount($input: DisableAccountInput!) {\n    disableAccount(input: $input) {\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.DisableAccountDocument,
    "\n  mutation EnableAccount($input: EnableAccountInput!) {\n    enableAccount(input: $input) {\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.EnableAccountDocument,
    "\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) {\n      account {\n        email\n      }\n      temporaryPassword\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.ResetPasswordDocument,
    "\n  query Chain($unit: String!, $period: String!) {\n    deadlineChain(unit: $unit, period: $period) {\n      unit\n      unitName\n      ownDaysLeft\n      own {\n        form\n        dueBefore\n        answer\n      }\n      tiers {\n        form\n        filer\n        waitedForBy\n        expected\n        received\n        late\n        returned\n        accepted\n        outstanding\n        overdue\n        lastDueBefore\n        daysLeft\n        slackDays\n        blockers {\n          obligationId\n          unit\n          unitName\n          answer\n          dueBefore\n          daysLeft\n          blocks {\n            form\n            unitName\n          }\n        }\n      }\n    }\n  }\n": types.ChainDocument,
    "\n  query TimelinessTable($period: String!, $by: TimelinessBy!) {\n    seasonTimeliness(period: $period, by: $by) {\n      key\n      name\n      expected\n      received\n      onTime\n      late\n      accepted\n      returned\n      missing\n      overdue\n    }\n  }\n": types.TimelinessTableDocument,
    "\n  query Consolidated($form: String!, $unit: String!, $period: String!) {\n    consolidatedForm(form: $form, unit: $unit, period: $period) {\n      form\n      unit\n      unitName\n      period\n      definitionId\n      figures {\n        key\n        tt\n        label\n        value\n        unit\n        basis\n        derivedValue\n        override {\n          value\n          reason\n          authorName\n          officeName\n          on\n        }\n        acceptedValue\n        definition\n        openPoint\n        coverage {\n          expected\n          reported\n          accepted\n        }\n        sources {\n          kind\n          id\n          label\n          value\n          unit\n          file\n          sheet\n          cell\n          document\n          date\n        }\n      }\n    }\n  }\n": types.ConsolidatedDocument,
    "\n  query ProvinceChoices {\n    provinces(first: 100) {\n      nodes {\n        code\n        name\n      }\n    }\n  }\n": types.ProvinceChoicesDocument,
    "\n  query Desk($period: String!, $form: String, $state: ObligationState) {\n    obligations(filter: { period: $period, form: $form, state: $state }, first: 200) {\n      totalCount\n      nodes {\n        id\n        form\n        period\n        unit\n        unitName\n        filerKind\n        state\n        stateReason\n        dueBefore\n        lawDueBefore\n        extended\n        voluntary\n        nilOffered\n        doubtful\n        doubt\n        changes {\n          kind\n          at\n          reason\n          dueBefore\n          officeName\n        }\n        filing {\n          id\n          state\n          version\n          submittedAt\n          nilNote\n        }\n      }\n    }\n  }\n": types.DeskDocument,
    "\n  subscription DutyChanged($period: String!) {\n    obligationChanged(period: $period) {\n      refetch\n    }\n  }\n": types.DutyChangedDocument,
    "\n  mutation ExtendObligation($input: ExtendObligationInput!) {\n    extendObligation(input: $input) {\n      obligation {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.ExtendObligationDocument,
    "\n  mutation FileNil($input: FileNilInput!) {\n    fileNil(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.FileNilDocument,
    "\n  query EditorSheet($form: String!, $period: String!, $unit: String!, $last: String!) {\n    obligations(filter: { form: $form, period: $period, unit: $unit }, first: 1) {\n      nodes {\n        unitName\n        dueBefore\n      }\n    }\n    filings(filter: { form: $form, period: $period, unit: $unit }, first: 1) {\n      nodes {\n        id\n        state\n        revision\n        version\n        unitName\n        returned {\n          revision\n          reason\n          at\n          byName\n          marked\n        }\n        marks {\n          revision\n          key\n          comment\n          open\n        }\n        figures {\n          key\n          value\n          raw\n          note\n        }\n      }\n    }\n    last: filings(filter: { form: $form, period: $last, unit: $unit }, first: 1) {\n      nodes {\n        state\n        figures {\n          key\n          value\n        }\n      }\n    }\n  }\n": types.EditorSheetDocument,
    "\n  query EditorDerived($form: String!, $period: String!, $unit: String!) {\n    consolidatedForm(form: $form, unit: $unit, period: $period) {\n      figures {\n        key\n        derivedValue\n        sources {\n          label\n        }\n      }\n    }\n  }\n": types.EditorDerivedDocument,
    "\n  mutation SaveSheet($input: SaveDraftInput!) {\n    saveDraft(input: $input) {\n      filing {\n        id\n        version\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.SaveSheetDocument,
    "\n  mutation CloseDoubt($input: CloseDoubtInput!) {\n    closeDoubt(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.CloseDoubtDocument,
    "\n  query FilingPage($id: ID!) {\n    filing(id: $id) {\n      id\n      form\n      period\n      unit\n      unitName\n      filerKind\n      state\n      revision\n      version\n      definitionId\n      receiptNumber\n      submittedAt\n      decidedAt\n      decisionReason\n      fileId\n      missingReason\n      openMarks\n      readings {\n        sentence\n        cells\n      }\n      returned {\n        revision\n        reason\n        at\n        byName\n        marked\n      }\n      marks {\n        id\n        revision\n        key\n        comment\n        at\n        authorName\n        open\n        answer\n        filed\n        now\n        explanation\n      }\n      thread {\n        kind\n        side\n        revision\n        key\n        text\n        at\n        authorName\n      }\n      missingChildren {\n        expected\n        received\n        nodes {\n          form\n          unit\n          unitName\n          answer\n          doubtful\n        }\n      }\n      missingThen {\n        form\n        unit\n        unitName\n      }\n      changedSince {\n        revision\n        change\n        at\n        filing {\n          id\n          form\n          unitName\n        }\n      }\n      receipt {\n        number\n      }\n      figures {\n        key\n        value\n        note\n        raw\n        readAs\n        sheet\n        cell\n      }\n      problems(first: 200) {\n        nodes {\n          code\n          severity\n          sheet\n          cell\n          key\n          message\n          needsReason\n          closing {\n            reason\n            text\n            at\n            authorName\n          }\n        }\n      }\n      transitions {\n        from\n        to\n        at\n        actorName\n        reason\n        revision\n      }\n    }\n  }\n": types.FilingPageDocument,
    "\n  query FilingDefinition($form: String!, $period: String!) {\n    formDefinition(form: $form, period: $period) {\n      id\n      titleVi\n      titleEn\n      sections {\n        code\n        labelVi\n        labelEn\n      }\n      rows {\n        key\n        tt\n        section\n        labelVi\n        labelEn\n        unitVi\n        parent\n      }\n    }\n  }\n": types.FilingDefinitionDocument,
    "\n  mutation SubmitFiling($input: SubmitFilingInput!) {\n    submitFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.SubmitFilingDocument,
    "\n  mutation ReturnFiling($input: ReturnFilingInput!) {\n    returnFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.ReturnFilingDocument,
    "\n  mutation AcceptFiling($input: AcceptFilingInput!) {\n    acceptFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.AcceptFilingDocument,
    "\n  mutation ReopenFiling($input: ReopenFilingInput!) {\n    reopenFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.ReopenFilingDocument,
    "\n  mutation AmendFiling($input: AmendFilingInput!) {\n    amendFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.AmendFilingDocument,
    "\n  mutation AnswerMarks($input: SaveDraftInput!) {\n    saveDraft(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.AnswerMarksDocument,
    "\n  query ReceiptPage($number: String!) {\n    filingReceipt(number: $number) {\n      number\n      supersededBy\n      checkAddress\n      filing {\n        id\n      }\n    }\n  }\n": types.ReceiptPageDocument,
    "\n  mutation AddFilingComment($input: AddFilingCommentInput!) {\n    addFilingComment(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.AddFilingCommentDocument,
    "\n  query Reconciliation($form: String!, $unit: String!, $period: String!, $byClusters: Boolean!) {\n    reconciliation(form: $form, unit: $unit, period: $period, byClusters: $byClusters) {\n      form\n      unit\n      unitName\n      level\n      rows {\n        key\n        tt\n        label\n        unit\n        derived\n        filed\n        filingId\n        childrenFiled\n        filedLessDerived\n        filedLessChildren\n        unexplained\n        childrenExpected\n        childrenReported\n        children {\n          unit\n          unitName\n          derived\n          filed\n          difference\n          why\n          filings\n        }\n      }\n    }\n  }\n": types.ReconciliationDocument,
    "\n  query Clusters($search: String, $after: String) {\n    clusters(filter: { search: $search }, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        code\n        name\n        province {\n          name\n        }\n        communes {\n          code\n          name\n        }\n        planEntries {\n          id\n          listed\n          plannedAreaHa\n        }\n        decisions {\n          id\n          kind\n          number\n          issuer\n          signedOn\n        }\n        dataProblems {\n          id\n          severity\n          message\n        }\n      }\n    }\n  }\n": types.ClustersDocument,
    "\n  query Inbox($unreadOnly: Boolean!, $after: String) {\n    unreadMessages\n    inbox(unreadOnly: $unreadOnly, first: 25, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        subject\n        body\n        link\n        createdAt\n        readAt\n      }\n    }\n  }\n": types.InboxDocument,
    "\n  query UnreadMessages {\n    unreadMessages\n  }\n": types.UnreadMessagesDocument,
    "\n  mutation MarkRead($input: MarkReadInput!) {\n    markRead(input: $input) {\n      unread\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.MarkReadDocument,
    "\n  query CalendarFeed {\n    calendarFeed {\n      id\n      createdAt\n      lastReadAt\n    }\n  }\n": types.CalendarFeedDocument,
    "\n  mutation CreateCalendarFeed {\n    createCalendarFeed {\n      url\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.CreateCalendarFeedDocument,
    "\n  mutation RevokeCalendarFeed {\n    revokeCalendarFeed {\n      revoked\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.RevokeCalendarFeedDocument,
    "\n  query Outbox($state: OutboundMailState, $after: String) {\n    outbox(state: $state, first: 25, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        to\n        subject\n        body\n        state\n        response\n        reasonText\n        attempts\n        createdAt\n        sentAt\n      }\n    }\n  }\n": types.OutboxDocument,
    "\n  mutation RemindNow($input: RemindNowInput!) {\n    remindNow(input: $input) {\n      sendNotBefore\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.RemindNowDocument,
    "\n  mutation ChangeOwnPassword($input: ChangeOwnPasswordInput!) {\n    changeOwnPassword(input: $input) {\n      changed\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.ChangeOwnPasswordDocument,
    "\n  mutation AnswerImport($input: AnswerImportInput!) {\n    answerImport(input: $input) {\n      workbookImport {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.AnswerImportDocument,
    "\n  mutation ImportWorkbook($input: ImportWorkbookInput!) {\n    importWorkbook(input: $input) {\n      workbookImport {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n": types.ImportWorkbookDocument,
    "\n  query ImportProgress($id: ID!) {\n    workbookImport(id: $id) {\n      id\n      state\n      percent\n      outcome\n      filingId\n      errorCode\n      file {\n        name\n      }\n      markedFile {\n        path\n        marks\n      }\n      questions {\n        id\n        kind\n        sheet\n        cell\n        key\n        of\n        raw\n        choices {\n          choice\n          value\n        }\n      }\n      readings {\n        sentence\n      }\n      template {\n        changed {\n          key\n          from\n          to\n        }\n      }\n      problems(first: 200) {\n        totalCount\n        nodes {\n          code\n          severity\n          sheet\n          cell\n          key\n          message\n        }\n      }\n    }\n  }\n": types.ImportProgressDocument,
    "\n  subscription ImportSteps($id: ID!) {\n    importProgress(id: $id) {\n      id\n      state\n      percent\n    }\n  }\n": types.ImportStepsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Accounts($search: String, $after: String) {\n    accounts(filter: { search: $search }, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        email\n        name\n        role\n        disabledAt\n        mustChangePassword\n        office {\n          id\n          name\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').AccountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Offices($search: String) {\n    offices(filter: { search: $search }, first: 20) {\n      totalCount\n      nodes {\n        id\n        name\n        roles\n        closedAt\n      }\n    }\n  }\n"): typeof import('./graphql').OfficesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateAccount($input: CreateAccountInput!) {\n    createAccount(input: $input) {\n      account {\n        email\n      }\n      temporaryPassword\n      errors {\n        code\n        path\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').CreateAccountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DisableAccount($input: DisableAccountInput!) {\n    disableAccount(input: $input) {\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').DisableAccountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EnableAccount($input: EnableAccountInput!) {\n    enableAccount(input: $input) {\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').EnableAccountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) {\n      account {\n        email\n      }\n      temporaryPassword\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').ResetPasswordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Chain($unit: String!, $period: String!) {\n    deadlineChain(unit: $unit, period: $period) {\n      unit\n      unitName\n      ownDaysLeft\n      own {\n        form\n        dueBefore\n        answer\n      }\n      tiers {\n        form\n        filer\n        waitedForBy\n        expected\n        received\n        late\n        returned\n        accepted\n        outstanding\n        overdue\n        lastDueBefore\n        daysLeft\n        slackDays\n        blockers {\n          obligationId\n          unit\n          unitName\n          answer\n          dueBefore\n          daysLeft\n          blocks {\n            form\n            unitName\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ChainDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TimelinessTable($period: String!, $by: TimelinessBy!) {\n    seasonTimeliness(period: $period, by: $by) {\n      key\n      name\n      expected\n      received\n      onTime\n      late\n      accepted\n      returned\n      missing\n      overdue\n    }\n  }\n"): typeof import('./graphql').TimelinessTableDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Consolidated($form: String!, $unit: String!, $period: String!) {\n    consolidatedForm(form: $form, unit: $unit, period: $period) {\n      form\n      unit\n      unitName\n      period\n      definitionId\n      figures {\n        key\n        tt\n        label\n        value\n        unit\n        basis\n        derivedValue\n        override {\n          value\n          reason\n          authorName\n          officeName\n          on\n        }\n        acceptedValue\n        definition\n        openPoint\n        coverage {\n          expected\n          reported\n          accepted\n        }\n        sources {\n          kind\n          id\n          label\n          value\n          unit\n          file\n          sheet\n          cell\n          document\n          date\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ConsolidatedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProvinceChoices {\n    provinces(first: 100) {\n      nodes {\n        code\n        name\n      }\n    }\n  }\n"): typeof import('./graphql').ProvinceChoicesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Desk($period: String!, $form: String, $state: ObligationState) {\n    obligations(filter: { period: $period, form: $form, state: $state }, first: 200) {\n      totalCount\n      nodes {\n        id\n        form\n        period\n        unit\n        unitName\n        filerKind\n        state\n        stateReason\n        dueBefore\n        lawDueBefore\n        extended\n        voluntary\n        nilOffered\n        doubtful\n        doubt\n        changes {\n          kind\n          at\n          reason\n          dueBefore\n          officeName\n        }\n        filing {\n          id\n          state\n          version\n          submittedAt\n          nilNote\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').DeskDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription DutyChanged($period: String!) {\n    obligationChanged(period: $period) {\n      refetch\n    }\n  }\n"): typeof import('./graphql').DutyChangedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExtendObligation($input: ExtendObligationInput!) {\n    extendObligation(input: $input) {\n      obligation {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').ExtendObligationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FileNil($input: FileNilInput!) {\n    fileNil(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').FileNilDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EditorSheet($form: String!, $period: String!, $unit: String!, $last: String!) {\n    obligations(filter: { form: $form, period: $period, unit: $unit }, first: 1) {\n      nodes {\n        unitName\n        dueBefore\n      }\n    }\n    filings(filter: { form: $form, period: $period, unit: $unit }, first: 1) {\n      nodes {\n        id\n        state\n        revision\n        version\n        unitName\n        returned {\n          revision\n          reason\n          at\n          byName\n          marked\n        }\n        marks {\n          revision\n          key\n          comment\n          open\n        }\n        figures {\n          key\n          value\n          raw\n          note\n        }\n      }\n    }\n    last: filings(filter: { form: $form, period: $last, unit: $unit }, first: 1) {\n      nodes {\n        state\n        figures {\n          key\n          value\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').EditorSheetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EditorDerived($form: String!, $period: String!, $unit: String!) {\n    consolidatedForm(form: $form, unit: $unit, period: $period) {\n      figures {\n        key\n        derivedValue\n        sources {\n          label\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').EditorDerivedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveSheet($input: SaveDraftInput!) {\n    saveDraft(input: $input) {\n      filing {\n        id\n        version\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').SaveSheetDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CloseDoubt($input: CloseDoubtInput!) {\n    closeDoubt(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').CloseDoubtDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FilingPage($id: ID!) {\n    filing(id: $id) {\n      id\n      form\n      period\n      unit\n      unitName\n      filerKind\n      state\n      revision\n      version\n      definitionId\n      receiptNumber\n      submittedAt\n      decidedAt\n      decisionReason\n      fileId\n      missingReason\n      openMarks\n      readings {\n        sentence\n        cells\n      }\n      returned {\n        revision\n        reason\n        at\n        byName\n        marked\n      }\n      marks {\n        id\n        revision\n        key\n        comment\n        at\n        authorName\n        open\n        answer\n        filed\n        now\n        explanation\n      }\n      thread {\n        kind\n        side\n        revision\n        key\n        text\n        at\n        authorName\n      }\n      missingChildren {\n        expected\n        received\n        nodes {\n          form\n          unit\n          unitName\n          answer\n          doubtful\n        }\n      }\n      missingThen {\n        form\n        unit\n        unitName\n      }\n      changedSince {\n        revision\n        change\n        at\n        filing {\n          id\n          form\n          unitName\n        }\n      }\n      receipt {\n        number\n      }\n      figures {\n        key\n        value\n        note\n        raw\n        readAs\n        sheet\n        cell\n      }\n      problems(first: 200) {\n        nodes {\n          code\n          severity\n          sheet\n          cell\n          key\n          message\n          needsReason\n          closing {\n            reason\n            text\n            at\n            authorName\n          }\n        }\n      }\n      transitions {\n        from\n        to\n        at\n        actorName\n        reason\n        revision\n      }\n    }\n  }\n"): typeof import('./graphql').FilingPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FilingDefinition($form: String!, $period: String!) {\n    formDefinition(form: $form, period: $period) {\n      id\n      titleVi\n      titleEn\n      sections {\n        code\n        labelVi\n        labelEn\n      }\n      rows {\n        key\n        tt\n        section\n        labelVi\n        labelEn\n        unitVi\n        parent\n      }\n    }\n  }\n"): typeof import('./graphql').FilingDefinitionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SubmitFiling($input: SubmitFilingInput!) {\n    submitFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').SubmitFilingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReturnFiling($input: ReturnFilingInput!) {\n    returnFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').ReturnFilingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptFiling($input: AcceptFilingInput!) {\n    acceptFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').AcceptFilingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReopenFiling($input: ReopenFilingInput!) {\n    reopenFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').ReopenFilingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AmendFiling($input: AmendFilingInput!) {\n    amendFiling(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').AmendFilingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AnswerMarks($input: SaveDraftInput!) {\n    saveDraft(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').AnswerMarksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReceiptPage($number: String!) {\n    filingReceipt(number: $number) {\n      number\n      supersededBy\n      checkAddress\n      filing {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql').ReceiptPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddFilingComment($input: AddFilingCommentInput!) {\n    addFilingComment(input: $input) {\n      filing {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').AddFilingCommentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Reconciliation($form: String!, $unit: String!, $period: String!, $byClusters: Boolean!) {\n    reconciliation(form: $form, unit: $unit, period: $period, byClusters: $byClusters) {\n      form\n      unit\n      unitName\n      level\n      rows {\n        key\n        tt\n        label\n        unit\n        derived\n        filed\n        filingId\n        childrenFiled\n        filedLessDerived\n        filedLessChildren\n        unexplained\n        childrenExpected\n        childrenReported\n        children {\n          unit\n          unitName\n          derived\n          filed\n          difference\n          why\n          filings\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ReconciliationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Clusters($search: String, $after: String) {\n    clusters(filter: { search: $search }, first: 50, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        code\n        name\n        province {\n          name\n        }\n        communes {\n          code\n          name\n        }\n        planEntries {\n          id\n          listed\n          plannedAreaHa\n        }\n        decisions {\n          id\n          kind\n          number\n          issuer\n          signedOn\n        }\n        dataProblems {\n          id\n          severity\n          message\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ClustersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Inbox($unreadOnly: Boolean!, $after: String) {\n    unreadMessages\n    inbox(unreadOnly: $unreadOnly, first: 25, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        subject\n        body\n        link\n        createdAt\n        readAt\n      }\n    }\n  }\n"): typeof import('./graphql').InboxDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UnreadMessages {\n    unreadMessages\n  }\n"): typeof import('./graphql').UnreadMessagesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkRead($input: MarkReadInput!) {\n    markRead(input: $input) {\n      unread\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').MarkReadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CalendarFeed {\n    calendarFeed {\n      id\n      createdAt\n      lastReadAt\n    }\n  }\n"): typeof import('./graphql').CalendarFeedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateCalendarFeed {\n    createCalendarFeed {\n      url\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').CreateCalendarFeedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeCalendarFeed {\n    revokeCalendarFeed {\n      revoked\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').RevokeCalendarFeedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Outbox($state: OutboundMailState, $after: String) {\n    outbox(state: $state, first: 25, after: $after) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      nodes {\n        id\n        to\n        subject\n        body\n        state\n        response\n        reasonText\n        attempts\n        createdAt\n        sentAt\n      }\n    }\n  }\n"): typeof import('./graphql').OutboxDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemindNow($input: RemindNowInput!) {\n    remindNow(input: $input) {\n      sendNotBefore\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').RemindNowDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeOwnPassword($input: ChangeOwnPasswordInput!) {\n    changeOwnPassword(input: $input) {\n      changed\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').ChangeOwnPasswordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AnswerImport($input: AnswerImportInput!) {\n    answerImport(input: $input) {\n      workbookImport {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').AnswerImportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportWorkbook($input: ImportWorkbookInput!) {\n    importWorkbook(input: $input) {\n      workbookImport {\n        id\n      }\n      errors {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql').ImportWorkbookDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ImportProgress($id: ID!) {\n    workbookImport(id: $id) {\n      id\n      state\n      percent\n      outcome\n      filingId\n      errorCode\n      file {\n        name\n      }\n      markedFile {\n        path\n        marks\n      }\n      questions {\n        id\n        kind\n        sheet\n        cell\n        key\n        of\n        raw\n        choices {\n          choice\n          value\n        }\n      }\n      readings {\n        sentence\n      }\n      template {\n        changed {\n          key\n          from\n          to\n        }\n      }\n      problems(first: 200) {\n        totalCount\n        nodes {\n          code\n          severity\n          sheet\n          cell\n          key\n          message\n        }\n      }\n    }\n  }\n"): typeof import('./graphql').ImportProgressDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ImportSteps($id: ID!) {\n    importProgress(id: $id) {\n      id\n      state\n      percent\n    }\n  }\n"): typeof import('./graphql').ImportStepsDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
