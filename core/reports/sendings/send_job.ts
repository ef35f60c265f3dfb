import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import type { Job } from '#core/jobs/index'
import { errors } from '../errors.ts'
import { type Delivery, deliver } from './deliver.ts'

/** A report by e-mail: once for each day of its schedule, however often the run is done. */
export const sendReportJob: Job<Delivery, number, null> = {
  name: 'reports.send',
  title: 'Envio de relatório por e-mail',
  permission: 'reports.send',
  keepsTerritory: true,
  figures: { sent: 'Mensagens', files: 'Arquivos' },
  reasons: { recipient: 'Não recebeu', stopped: 'Envio parado' },
  key: ({ sending, date, token }) => [sending, date, token].filter(Boolean).join('/'),
  label: ({ name, date }) => `${name} · ${date.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')}`,
  schedule: {
    isManaged: true,
    async args({ tx, date, settings, municipalityId }) {
      const id = settings.sending ?? ''
      const [row] = await query<{ name: string }>(
        tx,
        'select name from reports_sendings where id = ? and municipality_id = ?',
        [id, municipalityId]
      )
      if (!row) throw errors.E_REPORTS_SENDING_UNKNOWN({ id })
      return { sending: id, name: row.name, date, token: '' }
    },
  },
  async plan() {
    return { chunks: [1], total: 1, state: null }
  },
  perform: (context, _chunk, _state, delivery) => deliver(context, delivery),
  async results(runId) {
    const rows = await query<{ id: bigint; title: string }>(
      db,
      'select id, title from reports_files where run_id = ? order by id',
      [runId]
    )
    return rows.map(({ id, title }) => ({ title, path: `/reports/files/${id}` }))
  },
}
