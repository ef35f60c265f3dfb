import type { Participant } from '#core/actions/index'
import { formatRefMonth, refMonth } from '#core/calendar/index'
import { query } from '#core/database/index'

/** The month that the accounting is about to close. */
interface ClosingMonth {
  readonly reference: string
}

/** Premises that a run of the month parked are no revenue of it: known at the closing, they do not stop it (DECISIONS 48). */
export const monthParked: Participant<ClosingMonth> = {
  point: 'accounting.month_closing',
  async run({ tx, municipalityId }, { reference }) {
    const [parked] = await query<{ n: bigint }>(
      tx,
      `select count(*) as n from billing_parked p join billing_runs r on r.id = p.run_id
        where p.municipality_id = ? and p.state = 'waiting' and r.reference = ?`,
      [municipalityId, reference]
    )
    if (parked!.n === 0n) return []
    const month = formatRefMonth(refMonth(reference))
    return [
      {
        code: 'billing_parked',
        severity: 'warning',
        path: '/billing/waiting',
        message: `${parked!.n} imóvel(is) de ${month} ficaram retidos no faturamento: a receita deles entra quando forem faturados.`,
      },
    ]
  },
}
