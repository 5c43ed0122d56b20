import { vietnamDate } from '#lib/kernel';
import type { EditableFact } from '../gql/graphql.js';
import { ask } from '../session/http.js';
import { useSession } from '../session/session.js';
import { useWords } from '../text/language.js';
import type { ClusterShown } from './cluster-query.js';
import { EditChoice, EditField, EditForm, type Typed } from './edit-form.js';
import {
  changeClusterDocument,
  recordDecisionDocument,
  recordObservationDocument,
  retractFactDocument,
} from './edit-query.js';
import { clusterTypes, decisionKinds } from './register-words.js';
import { statusesWith, statusText } from './status-text.js';

const FACTS: readonly EditableFact[] = ['CLUSTER_AREA', 'INDUSTRIAL_LAND', 'LEASED_LAND', 'CLEARED_LAND'];
type Decision = ClusterShown['decisions'][number];

/** Whether the person may write the register; the server decides again, by province. */
export const useMayEdit = (): boolean => useSession().permissions.includes('register.import');

/** Name, type, status and note from a day on. */
export function ClusterEdit({ cluster }: { cluster: ClusterShown }) {
  const { t } = useWords();
  if (!useMayEdit()) return null;
  const send = async (typed: Typed, reason: string) => {
    const input = {
      cluster: cluster.code,
      reason,
      from: typed('from') ?? '',
      name: typed('name'),
      type: clusterTypes.find((type) => type === typed('type')) ?? null,
      status: typed('status'),
      note: typed('note'),
      otherNames: (typed('otherNames') ?? '').split(';'),
    };
    return (await ask(changeClusterDocument, { input })).changeCluster;
  };
  return (
    <EditForm open={t('cluster.edit')} submit={send}>
      <EditField name="from" type="date" label={t('cluster.validFrom')} value={vietnamDate(new Date())} required />
      <EditField name="name" label={t('clusters.name')} value={cluster.name} required />
      <EditField name="otherNames" label={t('cluster.otherNamesEdit')} value={cluster.otherNames.join('; ')} />
      <EditChoice
        name="type"
        label={t('clusters.type')}
        value={cluster.type}
        blank={t('cluster.noType')}
        options={clusterTypes.map((type) => [type, t(`clusterType.${type}`)])}
      />
      <EditChoice
        name="status"
        label={t('clusters.status')}
        value={cluster.status}
        blank={t('export.none')}
        options={statusesWith(cluster.status).map((status) => [status, statusText(status, t)])}
      />
      <EditField name="note" label={t('filing.note')} value={cluster.note} />
    </EditForm>
  );
}

/** A decision, new or corrected. */
export function DecisionEdit({ cluster, decision }: { cluster: string; decision?: Decision }) {
  const { t } = useWords();
  if (!useMayEdit()) return null;
  const send = async (typed: Typed, reason: string) => {
    const input = {
      cluster,
      reason,
      id: decision?.id ?? null,
      kind: decisionKinds.find((kind) => kind === typed('kind')) ?? 'ESTABLISHMENT',
      number: typed('number'),
      issuer: typed('issuer'),
      signedOn: typed('signedOn'),
      effectiveOn: typed('effectiveOn'),
      areaHa: decimalOf(typed('areaHa')),
      industrialLandHa: decimalOf(typed('industrialLandHa')),
      investmentBvnd: decimalOf(typed('investmentBvnd')),
      clusterType: clusterTypes.find((type) => type === typed('clusterType')) ?? null,
      note: typed('note'),
    };
    return (await ask(recordDecisionDocument, { input })).recordDecision;
  };
  return (
    <EditForm
      open={t(decision === undefined ? 'cluster.addDecision' : 'cluster.correct')}
      label={decision?.number ?? undefined}
      submit={send}
    >
      <EditChoice
        name="kind"
        label={t('cluster.decisionKind')}
        value={decision?.kind}
        options={decisionKinds.map((kind) => [kind, t(`decision.${kind}`)])}
      />
      <EditField name="number" label={t('cluster.number')} value={decision?.number} />
      <EditField name="issuer" label={t('cluster.issuer')} value={decision?.issuer} />
      <EditField name="signedOn" type="date" label={t('cluster.signedOn')} value={decision?.signedOn} />
      <EditField name="effectiveOn" type="date" label={t('cluster.effectiveOn')} value={decision?.effectiveOn} />
      <EditField name="areaHa" numeric label={t('cluster.area')} value={typedOf(decision?.areaHa)} />
      <EditField
        name="industrialLandHa"
        numeric
        label={`${t('cluster.areaIndustrial')} (ha)`}
        value={typedOf(decision?.industrialLandHa)}
      />
      <EditField
        name="investmentBvnd"
        numeric
        label={t('cluster.investment')}
        value={typedOf(decision?.investmentBvnd)}
      />
      <EditChoice
        name="clusterType"
        label={t('clusters.type')}
        value={decision?.clusterType}
        blank={t('cluster.noType')}
        options={clusterTypes.map((type) => [type, t(`clusterType.${type}`)])}
      />
      <EditField name="note" label={t('filing.note')} value={decision?.note} />
    </EditForm>
  );
}

/** An area that was measured. */
export function AreaEdit({ cluster }: { cluster: string }) {
  const { t } = useWords();
  if (!useMayEdit()) return null;
  const send = async (typed: Typed, reason: string) => {
    const input = {
      cluster,
      reason,
      fact: FACTS.find((fact) => fact === typed('fact')) ?? 'CLUSTER_AREA',
      value: decimalOf(typed('value')) ?? '',
      observedOn: typed('observedOn') ?? '',
      asWritten: typed('asWritten'),
    };
    return (await ask(recordObservationDocument, { input })).recordObservation;
  };
  return (
    <EditForm open={t('cluster.addArea')} submit={send}>
      <EditChoice name="fact" label={t('cluster.fact')} options={FACTS.map((fact) => [fact, t(`fact.${fact}`)])} />
      <EditField name="value" numeric label={t('cluster.area')} required />
      <EditField name="observedOn" type="date" label={t('cluster.day')} value={vietnamDate(new Date())} required />
      <EditField name="asWritten" label={t('cluster.document')} />
    </EditForm>
  );
}

/** Takes a decision or a statement out; nothing is deleted. */
export function Retract({
  cluster,
  kind,
  id,
  label,
}: {
  cluster: string;
  kind: 'DECISION' | 'OBSERVATION';
  id: string;
  label: string;
}) {
  const { t } = useWords();
  if (!useMayEdit()) return null;
  const send = async (_: Typed, reason: string) =>
    (await ask(retractFactDocument, { input: { cluster, kind, id, reason } })).retractFact;
  return <EditForm open={t('cluster.retract')} label={label} danger submit={send} />;
}

/** A figure as a Vietnamese types it, "1.234,5" or "12,5", for the server; what is no figure goes as typed, and is refused with a sentence. */
function decimalOf(text: string | null): string | null {
  if (text === null) return null;
  return text.includes(',') ? text.replaceAll('.', '').replace(',', '.') : text;
}

/** A figure of the register as one would type it. */
const typedOf = (value: string | null | undefined): string | null => value?.replace('.', ',') ?? null;
