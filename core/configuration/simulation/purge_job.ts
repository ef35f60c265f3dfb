import { type CivilDate, clock, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { Job } from '#core/jobs/index'
import { parameterWithin } from '../in_force.ts'
import { SIMULATION_DAYS } from '../parameters.ts'

interface PurgeArgs {
  readonly date: CivilDate
}

/** Deletes the results one by one of old simulations; what stays with the version as evidence is not touched. */
export const purgeSimulationsJob: Job<PurgeArgs, bigint> = {
  name: 'configuration.purge_simulations',
  title: 'Limpeza de simulações antigas',
  permission: 'configuration.simulate',
  figures: { simulations: 'Simulações', rows: 'Linhas apagadas' },
  key: ({ date }) => date,
  label: ({ date }) => `Simulações em ${formatDate(date)}`,
  schedule: { standing: { timeOfDay: '03:40' }, args: ({ date }) => ({ date }) },
  async plan({ tx, municipalityId }, { date }) {
    const days = await parameterWithin<number>(tx, { key: SIMULATION_DAYS, municipalityId, date })
    const old = await query<{ run_id: bigint }>(
      tx,
      `select run_id from configuration_simulations
        where municipality_id = ? and purged_at is null and created_at < ?::date - ?::int order by run_id`,
      [municipalityId, date, days]
    )
    return { chunks: old.map((row) => row.run_id), total: old.length, state: {} }
  },
  async perform({ tx }, runId) {
    const gone = await query<{ key: string }>(
      tx,
      'delete from configuration_simulation_results where run_id = ? returning key',
      [runId]
    )
    await query(tx, 'delete from configuration_simulation_sums where run_id = ?', [runId])
    await query(tx, 'update configuration_simulations set purged_at = ? where run_id = ?', [
      ...[clock.now(), runId],
    ])
    return { done: 1, parked: 0, issues: [], figures: { simulations: 1, rows: gone.length } }
  },
}
