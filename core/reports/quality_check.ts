import type { SqlValue, Tx } from '#core/database/index'

export type QualitySeverity = 'critical' | 'warning' | 'info'

/**
 * A declared check of the quality of records, run over the whole base by job. Contributed by any plugin for its own
 * tables (and those of plugins that it requires).
 */
export interface QualityCheck {
  readonly name: `${string}.${string}`
  /** In Portuguese, what is wrong with what it finds: `CPF ou CNPJ inválido`. */
  readonly title: string
  /** What to do about a finding, in one sentence. */
  readonly help: string
  readonly severity: QualitySeverity
  /** Control or law that asks for it: `ACERTAR AC-006`, `Lei 11.445/2007, art. 29`. */
  readonly reference: string
  /** Record type of what it finds. */
  readonly record: `${string}.${string}`
  /**
   * Selects `record_id`, `label` and `detail` of every bad record of the municipality `:municipality` on the date
   * `:today`. A literal question mark is written `\\?`. A condition on `record_id` is put around it to judge one record again, so that it should say `exists` rather than `group by`.
   */
  readonly sql: string
  /** Values of its other named bindings, from parameters. */
  readonly values?: (
    tx: Pick<Tx, 'rawQuery'>,
    municipalityId: bigint
  ) => Promise<Readonly<Record<string, SqlValue>>>
}
