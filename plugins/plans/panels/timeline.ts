import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { PageContext, TimelineSource } from '#core/records/index'
import { CAUSES } from '../records/options.ts'

interface Signed {
  readonly id: bigint
  readonly number: string
  readonly signed_on: CivilDate
  readonly negotiated_cents: bigint
  readonly ended_on: CivilDate | null
  readonly end_cause: string | null
}

/** Plans of a debtor at a premise, from signature to end. */
const agreements: TimelineSource = {
  name: 'plans.agreements',
  on: 'collections.cases',
  permission: 'plans.read',
  async load({ tx, municipalityId, row }: PageContext, most) {
    const rows = await query<Signed>(
      tx,
      `select id, number, signed_on, negotiated_cents, ended_on, end_cause from plans_agreements
        where municipality_id = ? and premise_id = ? and debtor_id = ? order by signed_on desc, id desc limit ?`,
      [municipalityId, row.premise_id as bigint, row.debtor_id as bigint, most]
    )
    return rows.flatMap((one) => {
      const told = { cents: one.negotiated_cents, path: `/plans/agreements/${one.id}` as const }
      const signed = { on: one.signed_on, title: `Assinou o parcelamento ${one.number}`, ...told }
      if (!one.ended_on) return [signed]
      const why = CAUSES.find(({ value }) => value === one.end_cause)?.label ?? null
      const title = `Terminou o parcelamento ${one.number}`
      return [signed, { on: one.ended_on, title, note: why, ...told }]
    })
  },
}

export default [agreements] as readonly TimelineSource[]
