import { type CivilDate, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { PageContext, TimelineSource } from '#core/records/index'
import { CHANNELS, PROMISE_STATES, wordOf } from '../records/options.ts'

interface ContactRow {
  readonly id: bigint
  readonly made_on: CivilDate
  readonly channel: string
  readonly title: string
  readonly made_by: string
}

const contacts: TimelineSource = {
  name: 'collections.contacts',
  on: 'collections.cases',
  permission: 'collections.read',
  async load({ tx, row }: PageContext, most) {
    const rows = await query<ContactRow>(
      tx,
      `select c.id, c.made_on, c.channel, r.title, c.made_by
         from collections_contacts c
         join collections_results r on r.municipality_id = c.municipality_id and r.code = c.result
        where c.case_id = ? order by c.made_on desc, c.id desc limit ?`,
      [row.id, most]
    )
    return rows.map((one) => ({
      ...{
        on: one.made_on,
        title: `Contato por ${wordOf(CHANNELS, one.channel)}: ${one.title.toLowerCase()}`,
      },
      ...{ note: one.made_by, path: `/collections/contacts/${one.id}` as const },
    }))
  },
}

interface PromiseRow {
  readonly id: bigint
  readonly made_on: CivilDate
  readonly due_on: CivilDate
  readonly ended_on: CivilDate | null
  readonly state: string
  readonly amount_cents: bigint
}

const promises: TimelineSource = {
  name: 'collections.promises',
  on: 'collections.cases',
  permission: 'collections.read',
  async load({ tx, row }: PageContext, most) {
    const rows = await query<PromiseRow>(
      tx,
      `select id, made_on, due_on, ended_on, state, amount_cents from collections_promises
        where case_id = ? order by made_on desc, id desc limit ?`,
      [row.id, most]
    )
    return rows.flatMap((one) => {
      const told = { cents: one.amount_cents, path: `/collections/promises/${one.id}` as const }
      const made = {
        on: one.made_on,
        title: `Prometeu pagar até ${formatDate(one.due_on)}`,
        ...told,
      }
      if (!one.ended_on) return [made]
      const title = `Promessa: ${wordOf(PROMISE_STATES, one.state)}`
      return [made, { on: one.ended_on, title, ...told }]
    })
  },
}

interface SuitRow {
  readonly id: bigint
  readonly number: string
  readonly requested_on: CivilDate
  readonly filed_on: CivilDate | null
  readonly case_number: string | null
  readonly amount_cents: bigint
}

const suits: TimelineSource = {
  name: 'collections.suits',
  on: 'collections.cases',
  permission: 'collections.read',
  async load({ tx, row }: PageContext, most) {
    const rows = await query<SuitRow>(
      tx,
      `select id, number, requested_on, filed_on, case_number, amount_cents from collections_suits
        where case_id = ? order by requested_on desc, id desc limit ?`,
      [row.id, most]
    )
    return rows.flatMap((one) => {
      const told = { cents: one.amount_cents, path: `/collections/suits/${one.id}` as const }
      const asked = { on: one.requested_on, title: `Ajuizamento ${one.number} pedido`, ...told }
      if (!one.filed_on) return [asked]
      return [asked, { on: one.filed_on, title: `Processo ${one.case_number} ajuizado`, ...told }]
    })
  },
}

export default [contacts, promises, suits] as readonly TimelineSource[]
