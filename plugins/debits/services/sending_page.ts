import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { debitRules } from './terms.ts'

interface AgreementRow {
  readonly id: bigint
  readonly code: string
  readonly bank: string
  readonly lead_days: number | null
  readonly options: bigint
  readonly waiting: bigint
  readonly waiting_cents: bigint
  readonly next_due: CivilDate | null
  readonly at_bank: bigint
  readonly at_bank_cents: bigint
  readonly cancelling: bigint
  readonly refused: bigint
  readonly last_id: bigint | null
  readonly last_sequence: number | null
  readonly last_state: string | null
  readonly last_on: CivilDate | null
}

/** Where the debits of each agreement stand: what goes next, what is at the bank, what came back. */
export async function sendingPage(
  tx: Tx,
  municipalityId: bigint,
  today: CivilDate
): Promise<{
  readonly agreements: readonly (AgreementRow & { readonly next_on: CivilDate | null })[]
  readonly unidentified: bigint
}> {
  const { leadDays } = await debitRules(tx, municipalityId, today)
  const agreements = await query<AgreementRow>(
    tx,
    `select g.id, g.code, a.code || ' ' || a.name as bank, t.lead_days,
            (select count(*) from debits_enrolments e where e.agreement_id = g.id and e.state = 'active') as options,
            coalesce(o.waiting, 0) as waiting, coalesce(o.waiting_cents, 0)::bigint as waiting_cents, o.next_due,
            coalesce(o.at_bank, 0) as at_bank, coalesce(o.at_bank_cents, 0)::bigint as at_bank_cents,
            coalesce(o.cancelling, 0) as cancelling, coalesce(o.refused, 0) as refused,
            r.id as last_id, r.sequence as last_sequence, r.state as last_state, r.generated_on as last_on
       from payments_agreements g
       join payments_agents a on a.id = g.agent_id
       left join debits_terms t on t.agreement_id = g.id
       left join lateral (
         select count(*) filter (where state = 'waiting') as waiting,
                sum(amount_cents) filter (where state = 'waiting') as waiting_cents,
                min(debit_on) filter (where state = 'waiting') as next_due,
                count(*) filter (where state = 'sent') as at_bank, sum(amount_cents) filter (where state = 'sent') as at_bank_cents,
                count(*) filter (where state = 'cancelling') as cancelling, count(*) filter (where state = 'refused') as refused
           from debits_orders x
          where x.municipality_id = g.municipality_id and x.agreement_id = g.id
            and x.state in ('waiting', 'sent', 'cancelling', 'refused')) o on true
       left join lateral (
         select id, sequence, state, generated_on from debits_remittances
          where agreement_id = g.id order by sequence desc limit 1) r on true
      where g.municipality_id = ? and g.kind = 'direct_debit' order by a.code, g.code`,
    [municipalityId]
  )
  const [waiting] = await query<{ n: bigint }>(
    tx,
    `select count(*) as n from debits_registrations where municipality_id = ? and state = 'unidentified'`,
    [municipalityId]
  )
  return {
    agreements: agreements.map((one) => ({
      ...one,
      next_on: one.next_due && addDays(one.next_due, -(one.lead_days ?? leadDays)),
    })),
    unidentified: waiting!.n,
  }
}
