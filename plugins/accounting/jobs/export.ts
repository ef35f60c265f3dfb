import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import type { ChunkResult, Job } from '#core/jobs/index'
import { EXPORT } from '../configuration/export_parameter.ts'
import { checkDelivered } from '../services/check_delivered.ts'
import { deliverExports } from '../services/deliver_exports.ts'
import { writeExport } from '../services/export_entries.ts'

interface ExportArgs {
  /** Entries posted until the end of this day. */
  readonly until: CivilDate
  readonly on: string
}

interface State extends ExportArgs {
  readonly isOn: boolean
}

/** Each night: what was posted and not handed over yet goes to the accounting system of the utility (TR-3.2.10.8). */
export const exportJob: Job<ExportArgs, CivilDate, State> = {
  name: 'accounting.export',
  title: 'Entrega dos lançamentos ao sistema contábil',
  permission: 'accounting.export',
  figures: {
    ...{ entries: 'Lançamentos no arquivo', total_cents: 'Débitos (iguais aos créditos)' },
    ...{ delivered: 'Arquivos entregues', failed: 'Arquivos não entregues' },
    altered: 'Arquivos alterados na pasta',
  },
  key: ({ until, on }) => `${until}/${on}`,
  label: ({ until }) => `Lançamentos até ${formatDate(until)}`,
  schedule: {
    args: ({ date }: { readonly date: CivilDate }) => ({ until: addDays(date, -1), on: date }),
    standing: { timeOfDay: '03:10' },
  },
  async plan({ tx, municipalityId }, args) {
    const isOn = await parameterWithin<boolean>(tx, { key: EXPORT, municipalityId })
    const chunks = isOn ? [args.until] : []
    return { chunks, total: chunks.length, state: { ...args, isOn } }
  },
  async perform({ tx, municipalityId }, until): Promise<ChunkResult> {
    const written = await writeExport(tx, { municipalityId, until })
    const { entries = 0, cents = 0n } = written ?? {}
    return { done: 1, parked: 0, issues: [], figures: { entries, total_cents: cents } }
  },
  async finish({ tx, municipalityId }, { isOn }) {
    if (!isOn) return { delivered: 0, failed: 0, altered: 0 }
    const { delivered, failed } = await deliverExports(tx, municipalityId)
    return { delivered, failed, altered: await checkDelivered(tx, municipalityId) }
  },
}
