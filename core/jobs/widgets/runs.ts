import type { Widget } from '#core/reports/index'
import { query } from '#core/database/index'

/** Batch runs that are working now and those that failed in the last week. */
const runs: Widget = {
  name: 'jobs.runs',
  title: 'Execuções em lote',
  permission: 'jobs.read',
  size: 'small',
  place: 70,
  path: '/jobs',
  async load({ tx, municipalityId, today }) {
    const rows = await query<{ id: bigint; label: string; status: string }>(
      tx,
      `select id, label, status from jobs_runs
        where municipality_id = ? and (status in ('planned', 'running') or status = 'failed' and created_at >= ?::date - 7)
        order by id desc limit 6`,
      [municipalityId, today]
    )
    return {
      kind: 'list',
      rows: rows.map(({ id, label, status }) => ({
        text: label,
        value: status === 'failed' ? 'Falhou' : status === 'running' ? 'Em andamento' : 'Na fila',
        tone: status === 'failed' ? ('bad' as const) : ('info' as const),
        path: `/jobs/${id}`,
      })),
      empty: 'Nada em andamento e nenhuma falha na última semana.',
    }
  },
}

export default [runs] as readonly Widget[]
