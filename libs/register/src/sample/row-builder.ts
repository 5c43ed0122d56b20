import { type DecimalString, DomainError, exact, type IsoDate, plain } from '#lib/kernel';
import { namedId } from '#lib/persistence';
import { type ObservationBasis, type ObservationFact, observationFacts } from '../facts.js';
import type { ObservationRow, RegisterRows } from '../rows.js';
import type { SampleSource } from './samples.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer R)[] ? R[] : T[K] };

/** Collects the rows of one province's samples. Identities are named, so that the same samples make the same rows. */
export class RowBuilder {
  readonly rows: Mutable<RegisterRows> = {
    sources: [],
    clusters: [],
    states: [],
    planEntries: [],
    decisions: [],
    investors: [],
    infrastructureProjects: [],
    tenantProjects: [],
    leases: [],
    investmentPapers: [],
    observations: [],
    procedureSteps: [],
  };
  private readonly sources = new Map<string, SampleSource>();
  private readonly clusterIds = new Map<string, string>();

  /**
   * @param provinceCode code of today's map
   * @param recordedAt instant of knowledge of all rows, ISO
   */
  constructor(
    readonly provinceCode: string,
    readonly recordedAt: string,
    sources: readonly SampleSource[],
  ) {
    for (const source of sources) {
      this.sources.set(source.code, source);
      for (const name of source.writtenAs) this.sources.set(name, source);
    }
  }

  /** A source by its code, or as a table names it; added to the rows at first use. */
  source(name: string): { readonly id: string; readonly asOf: IsoDate; readonly code: string } {
    const source = this.sources.get(name);
    if (source === undefined) throw unknownName('sources.json', `source "${name}"`);
    const id = namedId('source', source.code);
    if (!this.rows.sources.some((s) => s.id === id)) {
      this.rows.sources.push({
        id,
        code: source.code,
        title: source.title,
        reference: source.reference,
        asOf: source.asOf,
        fileName: source.file,
        licenceNote: 'Chỉ lấy sự kiện (số liệu, tên, ngày, số văn bản); xem schemas/samples/README.md.',
        recordedAt: this.recordedAt,
      });
    }
    return { id, asOf: source.asOf, code: source.code };
  }

  /** What every fact of a cluster carries. The parts name the row, so a second load finds it. */
  fact(table: string, cluster: string, source: string, ...parts: readonly (string | null)[]) {
    const clusterId = this.clusterId(cluster);
    return {
      id: namedId(table, clusterId, ...parts.map((p) => p ?? '')),
      clusterId,
      provinceCode: this.provinceCode,
      sourceId: this.source(source).id,
      recordedAt: this.recordedAt,
    };
  }

  /** Makes a cluster's identity known under its name. */
  nameCluster(name: string, code: string): string {
    const id = namedId('cluster', code);
    this.clusterIds.set(name, id);
    return id;
  }

  clusterId(name: string): string {
    const id = this.clusterIds.get(name);
    if (id === undefined) throw unknownName('laocai_planned_clusters.csv', `cluster "${name}"`);
    return id;
  }

  /**
   * One observation of a cluster, or of the province (cluster null). Nothing is added for a value that is not there:
   * a missing statement is no statement.
   */
  observe(statement: {
    readonly cluster: string | null;
    readonly fact: ObservationFact;
    readonly value: DecimalString | null;
    readonly source: string;
    readonly on?: IsoDate;
    readonly basis?: ObservationBasis;
    readonly asWritten?: string | null;
  }): void {
    if (statement.value === null) return;
    const clusterId = statement.cluster === null ? null : this.clusterId(statement.cluster);
    const source = this.source(statement.source);
    const observedOn = statement.on ?? source.asOf;
    const basis = statement.basis ?? 'as_reported';
    const row: ObservationRow = {
      id: namedId('observation', clusterId ?? this.provinceCode, statement.fact, source.code, observedOn, basis),
      clusterId,
      provinceCode: this.provinceCode,
      fact: statement.fact,
      value: statement.value,
      unit: observationFacts[statement.fact].unit,
      basis,
      asWritten: statement.asWritten ?? null,
      observedOn,
      sourceId: source.id,
      filingId: null,
      recordedAt: this.recordedAt,
    };
    this.rows.observations.push(row);
  }
}

/** A number of a JSON file as decimal text; JSON.parse and String keep every digit of numbers this short. */
export function decimalOf(value: number | undefined): DecimalString | null {
  return value === undefined ? null : plain(exact(String(value)));
}

/** A cell of a CSV file as decimal text; an empty cell is "not stated". */
export function decimalCell(cell: string): DecimalString | null {
  return cell.trim() === '' ? null : plain(exact(cell.trim()));
}

/** Splits "Yên Bình;Văn Phú". */
export function listOf(cell: string): string[] {
  return cell
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function unknownName(file: string, what: string): DomainError {
  return new DomainError({
    code: 'SAMPLE_NAME_UNKNOWN',
    message: `Dữ liệu mẫu nhắc đến ${what} nhưng ${file} không có. Hãy sửa tệp rồi nạp lại.`,
    messageEn: `The samples speak of ${what}, which ${file} does not have.`,
    path: file,
  });
}
