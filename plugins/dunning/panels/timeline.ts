import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { PageContext, TimelineSource } from '#core/records/index'
import { NOTICE_KINDS } from '../records/options.ts'

interface Sent {
  readonly id: bigint
  readonly number: string
  readonly kind: string
  readonly issued_on: CivilDate
  readonly delivered_on: CivilDate | null
  readonly amount_cents: bigint
}

const labelOf = (kind: string) => NOTICE_KINDS.find(({ value }) => value === kind)?.label ?? kind

/** Notices and letters to a debtor. */
const notices: TimelineSource = {
  name: 'dunning.notices',
  on: 'collections.cases',
  permission: 'dunning.read',
  async load({ tx, municipalityId, row }: PageContext, most) {
    const rows = await query<Sent>(
      tx,
      `select id, number, kind, issued_on, delivered_on, amount_cents from dunning_notices
        where municipality_id = ? and premise_id = ? and debtor_id = ? order by issued_on desc, id desc limit ?`,
      [municipalityId, row.premise_id as bigint, row.debtor_id as bigint, most]
    )
    return rows.flatMap((one) => {
      const told = { cents: one.amount_cents, path: `/dunning/notices/${one.id}` as const }
      const title = `${labelOf(one.kind)} ${one.number}`
      const issued = { on: one.issued_on, title: `${title} emitida`, ...told }
      if (!one.delivered_on) return [issued]
      return [issued, { on: one.delivered_on, title: `${title} entregue`, ...told }]
    })
  },
}

interface Cut {
  readonly id: bigint
  readonly number: string
  readonly opened_on: CivilDate
  readonly executed_on: CivilDate | null
  readonly ended_on: CivilDate | null
  readonly ended_why: string | null
  readonly amount_cents: bigint
}

/** Cut-off orders on a debtor, and what became of them. */
const cuts: TimelineSource = {
  name: 'dunning.cuts',
  on: 'collections.cases',
  permission: 'dunning.read',
  async load({ tx, municipalityId, row }: PageContext, most) {
    const rows = await query<Cut>(
      tx,
      `select id, number, opened_on, executed_on, ended_on, ended_why, amount_cents from dunning_cases
        where municipality_id = ? and premise_id = ? and debtor_id = ? order by opened_on desc, id desc limit ?`,
      [municipalityId, row.premise_id as bigint, row.debtor_id as bigint, most]
    )
    return rows.flatMap((one) => {
      const path = `/dunning/cases/${one.id}` as const
      const cents = one.amount_cents
      const ended = { note: one.ended_why, path }
      return [
        { on: one.opened_on, title: `Ordem de corte ${one.number}`, cents, path },
        ...(one.executed_on ? [{ on: one.executed_on, title: 'Água cortada', path }] : []),
        ...(one.ended_on
          ? [{ on: one.ended_on, title: `Caso de corte ${one.number} encerrado`, ...ended }]
          : []),
      ]
    })
  },
}

export default [notices, cuts] as readonly TimelineSource[]
