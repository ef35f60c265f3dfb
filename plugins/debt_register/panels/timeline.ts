import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { PageContext, TimelineSource } from '#core/records/index'

interface Inscribed {
  readonly id: bigint
  readonly number: string
  readonly decided_on: CivilDate
  readonly total_cents: bigint
}

interface Filed {
  readonly id: bigint
  readonly case_number: string
  readonly filed_on: CivilDate
  readonly total_cents: bigint
}

/** Terms of inscription and court cases of a debtor at a premise. */
const register: TimelineSource = {
  name: 'debt_register.acts',
  on: 'collections.cases',
  permission: 'debt_register.read',
  async load({ tx, municipalityId, row }: PageContext, most) {
    const whose = [municipalityId, row.premise_id as bigint, row.debtor_id as bigint, most]
    const terms = await query<Inscribed>(
      tx,
      `select id, number, decided_on, total_cents from debt_register_terms
        where municipality_id = ? and premise_id = ? and debtor_id = ? and state = 'inscribed'
        order by decided_on desc limit ?`,
      whose
    )
    const courtCases = await query<Filed>(
      tx,
      `select id, case_number, filed_on, total_cents from debt_register_court_cases
        where municipality_id = ? and premise_id = ? and debtor_id = ? order by filed_on desc limit ?`,
      whose
    )
    return [
      ...terms.map((one) => ({
        ...{ on: one.decided_on, title: `Inscrição em dívida ativa, termo ${one.number}` },
        ...{ cents: one.total_cents, path: `/debt-register/terms/${one.id}` as const },
      })),
      ...courtCases.map((one) => ({
        ...{ on: one.filed_on, title: `Execução ${one.case_number} ajuizada` },
        ...{ cents: one.total_cents, path: `/debt-register/court-cases/${one.id}` as const },
      })),
    ]
  },
}

export default [register] as readonly TimelineSource[]
