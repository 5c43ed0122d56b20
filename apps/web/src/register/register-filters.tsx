import { useQuery } from '@tanstack/react-query';
import type { ClusterType } from '../gql/graphql.js';
import { ask } from '../session/http.js';
import { useWords } from '../text/language.js';
import { communesDocument, placesDocument } from './clusters-query.js';
import { clusterTypes } from './register-words.js';
import { statusText } from './status-text.js';

/** What the register's list is narrowed by; it stands in the address, so a list can be sent to somebody. */
export interface RegisterFilter {
  readonly search: string;
  readonly province: string;
  readonly commune: string;
  readonly type: string;
  readonly status: string;
  readonly established: string;
}

/** The fields above the list. Communes are offered once a province is chosen. */
export function RegisterFilters({
  filter,
  statuses,
  change,
}: {
  filter: RegisterFilter;
  statuses: readonly string[];
  change: (next: Partial<RegisterFilter>) => void;
}) {
  const { t } = useWords();
  const places = useQuery({
    queryKey: ['provinces'],
    queryFn: () => ask(placesDocument, {}),
    staleTime: 3_600_000,
  });
  const communes = useQuery({
    queryKey: ['communes', filter.province],
    queryFn: () => ask(communesDocument, { province: filter.province, after: null }),
    enabled: filter.province !== '',
    staleTime: 3_600_000,
  });
  return (
    <search className="card filters">
      <div className="field grow">
        <label htmlFor="search">{t('clusters.search')}</label>
        <input
          id="search"
          type="search"
          value={filter.search}
          onChange={(e) => change({ search: e.target.value })}
          autoComplete="off"
        />
      </div>
      <Choice
        id="province"
        label={t('clusters.province')}
        value={filter.province}
        options={(places.data?.provinces.nodes ?? []).map((p) => [p.code, p.name])}
        onChange={(province) => change({ province, commune: '' })}
      />
      <Choice
        id="commune"
        label={t('clusters.commune')}
        value={filter.commune}
        disabled={filter.province === ''}
        options={(communes.data?.communes.nodes ?? []).map((c) => [c.code, c.name])}
        onChange={(commune) => change({ commune })}
      />
      <Choice
        id="established"
        label={t('clusters.standing')}
        value={filter.established}
        options={[
          ['1', t('clusters.isEstablished')],
          ['0', t('clusters.notEstablished')],
        ]}
        onChange={(established) => change({ established })}
      />
      <Choice
        id="status"
        label={t('clusters.status')}
        value={filter.status}
        options={statuses.map((s) => [s, statusText(s, t)])}
        onChange={(status) => change({ status })}
      />
      <Choice
        id="type"
        label={t('clusters.type')}
        value={filter.type}
        options={clusterTypes.map((type: ClusterType) => [type, t(`clusterType.${type}`)])}
        onChange={(type) => change({ type })}
      />
    </search>
  );
}

/** A list of one choice, with "all" first. */
export function Choice({
  id,
  label,
  value,
  options,
  onChange,
  disabled = false,
}: {
  id: string;
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
  disabled?: boolean;
}) {
  const { t } = useWords();
  const known = value === '' || options.some(([code]) => code === value);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} disabled={disabled} onChange={(e) => onChange(e.target.value)}>
        <option value="">{t('clusters.all')}</option>
        {!known && <option value={value}>{value}</option>}
        {options.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
