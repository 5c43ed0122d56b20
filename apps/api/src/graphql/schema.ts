import { NestFactory } from '@nestjs/core';
import { type BuildSchemaOptions, GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import { AccessResolver } from '../access/access.resolver.js';
import { AccountResolver } from '../access/account.resolver.js';
import { InvitationResolver } from '../access/invitation.resolver.js';
import { OfficeResolver } from '../access/office.resolver.js';
import { SecurityResolver } from '../access/security.resolver.js';
import { AnalysisResolver } from '../analysis/analysis.resolver.js';
import { ClusterFiguresResolver } from '../analysis/cluster-figures.resolver.js';
import { AuditResolver } from '../audit/audit.resolver.js';
import {
  ClusterFormResolver,
  ConsolidationResolver,
  ReconciliationResolver,
} from '../consolidation/consolidation.resolver.js';
import { EditionResolver } from '../consolidation/edition.resolver.js';
import { OverrideResolver } from '../consolidation/override.resolver.js';
import { ExportResolver } from '../exchange/export.resolver.js';
import { RegisterImportResolver } from '../exchange/register-import.resolver.js';
import { SavedExportResolver } from '../exchange/saved-export.resolver.js';
import { FilingResolver } from '../filing/filing.resolver.js';
import { ImportResolver } from '../filing/import.resolver.js';
import {
  ChangedInputResolver,
  FilingMarksResolver,
  FilingRevisionResolver,
  ObligationChildrenResolver,
  ReceiptResolver,
} from '../filing/marks.resolver.js';
import { ReadingsResolver } from '../filing/readings.resolver.js';
import { ReviewResolver } from '../filing/review.resolver.js';
import { FormsResolver } from '../forms/forms.resolver.js';
import { LiveResolver } from '../live/live.resolver.js';
import { ChainResolver } from '../regime/chain.resolver.js';
import { ExceptionResolver } from '../regime/exception.resolver.js';
import { NilResolver } from '../regime/nil.resolver.js';
import { ObligationResolver } from '../regime/regime.resolver.js';
import { ClusterReportingResolver } from '../regime/reporting.resolver.js';
import { RegisterEditResolver } from '../register/edit.resolver.js';
import { ClusterResolver, ObservationResolver } from '../register/register.resolver.js';
import { TenantResolver } from '../register/tenant.resolver.js';
import { CalendarFeedResolver } from '../reminders/calendar.resolver.js';
import { InboxResolver } from '../reminders/inbox.resolver.js';
import { OutboxResolver } from '../reminders/outbox.resolver.js';
import { PolicyResolver } from '../reminders/policy.resolver.js';
import { ReminderResolver } from '../reminders/reminders.resolver.js';
import { TerritoryResolver } from '../territory/territory.resolver.js';
import { QueueResolver } from '../upkeep/queue.resolver.js';

/** Every resolver of the API. One that is not here is not in the schema. */
export const RESOLVERS = [
  TerritoryResolver,
  ClusterResolver,
  ObservationResolver,
  RegisterEditResolver,
  TenantResolver,
  FormsResolver,
  ObligationResolver,
  ExceptionResolver,
  ChainResolver,
  ClusterReportingResolver,
  NilResolver,
  FilingResolver,
  FilingMarksResolver,
  FilingRevisionResolver,
  ReviewResolver,
  ChangedInputResolver,
  ObligationChildrenResolver,
  ReceiptResolver,
  ImportResolver,
  ReadingsResolver,
  ReminderResolver,
  InboxResolver,
  CalendarFeedResolver,
  OutboxResolver,
  PolicyResolver,
  ConsolidationResolver,
  AnalysisResolver,
  ClusterFiguresResolver,
  ReconciliationResolver,
  ClusterFormResolver,
  EditionResolver,
  OverrideResolver,
  ExportResolver,
  SavedExportResolver,
  RegisterImportResolver,
  AccessResolver,
  AccountResolver,
  InvitationResolver,
  OfficeResolver,
  QueueResolver,
  SecurityResolver,
  AuditResolver,
  LiveResolver,
] as const;

/** Wrong literals are refused by the scalars themselves; numbers are Int, so no float is in the schema. */
export const BUILD_OPTIONS: BuildSchemaOptions = { numberScalarMode: 'integer' };

/** The schema without database, configuration or server: for printing it and for the tests that walk it. */
export async function buildSchema(): Promise<GraphQLSchema> {
  const app = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    return finishSchema(await app.get(GraphQLSchemaFactory).create([...RESOLVERS], BUILD_OPTIONS));
  } finally {
    await app.close();
  }
}

/** Sorts the schema and documents its root types, which have no class of their own to carry a description. */
export function finishSchema(schema: GraphQLSchema): GraphQLSchema {
  const sorted = lexicographicSortSchema(schema);
  const query = sorted.getQueryType();
  const mutation = sorted.getMutationType();
  const subscription = sorted.getSubscriptionType();
  if (query) query.description = 'What may be asked (truy vấn). Every answer holds only rows the caller may see.';
  if (mutation)
    mutation.description = 'What may be changed (thay đổi). Expected failures are in the result under `errors`.';
  if (subscription)
    subscription.description =
      "What may be followed as it changes (theo dõi), over WebSocket (graphql-transport-ws) at the same address. Each event is read anew under the caller's own sight.";
  return sorted;
}
