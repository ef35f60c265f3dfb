import type { Participant } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { todayIn } from '#core/access/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { PERSON_HOLD, type PersonHold } from '#core/records/index'
import { RETENTION_YEARS } from '../configuration/retention.ts'

interface Debts {
  readonly open_cents: bigint
  readonly kept_until: CivilDate | null
}

/** Open debts, and the years in which a bill may still be disputed, keep a customer's data (LGPD, art. 16, I). */
export const personHold: Participant<PersonHold> = {
  point: PERSON_HOLD,
  async run({ tx, municipalityId, now }, { record, id }) {
    if (record !== 'registry.customers') return []
    const today = await todayIn(tx, municipalityId, now)
    const asked = { key: RETENTION_YEARS, municipalityId, date: today }
    const years = await parameterWithin<number>(tx, asked)
    const [debts] = await query<Debts>(
      tx,
      `select coalesce(sum(open_cents), 0)::bigint as open_cents,
              (max(due_on) + make_interval(years => ?))::date as kept_until
         from receivables_items where municipality_id = ? and debtor_id = ?`,
      [years, municipalityId, id]
    )
    const { open_cents: open, kept_until: until } = debts!
    const issue = (code: string, message: string) => ({
      ...{ code, message, severity: 'critical' as const, path: String(id) },
    })
    return [
      ...(open > 0n ? [issue('open_debts', `Há ${formatMoney(open)} em aberto.`)] : []),
      ...(until && until >= today
        ? [
            issue(
              'retention',
              `A última conta pode ser discutida até ${formatDate(until)} (prazo de ${years} anos).`
            ),
          ]
        : []),
    ]
  },
}
