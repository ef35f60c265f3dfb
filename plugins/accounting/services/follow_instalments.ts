import type { ParticipantContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { waitingInstalments } from '#plugins/receivables/api'
import { type LedgerEvent, factsOf } from '../domain/event.ts'
import { postEvents } from './post_events.ts'
import { isStrict } from './without_account.ts'

interface Plan {
  readonly type: string
  readonly id: bigint
}

/**
 * Brings what the books say of the instalments that wait of some plans to what waits of them, by one entry of the difference:
 * whatever moved them, signing, an invoice, its correction or the end of the plan. Done twice it adds nothing.
 */
export async function followInstalments(
  context: ParticipantContext,
  { postedOn, plans }: { readonly postedOn: CivilDate; readonly plans: readonly Plan[] }
): Promise<Issue[]> {
  const events = await instalmentEvents(context.tx, context.municipalityId, plans)
  if (events.length === 0) return []
  return postEvents(context.tx, {
    ...{ municipalityId: context.municipalityId, postedOn, events },
    isStrict: await isStrict(context, postedOn),
  })
}

/** What is missing in the books of some plans. */
export async function instalmentEvents(
  tx: Tx,
  municipalityId: bigint,
  plans: readonly Plan[]
): Promise<LedgerEvent[]> {
  if (plans.length === 0) return []
  const booked = await bookedOf(tx, municipalityId, plans)
  const waiting = await waitingInstalments(tx, municipalityId, plans)
  return waiting.flatMap(({ type, id, cents }) => {
    const missing = cents - (booked.get(`${type}/${id}`) ?? 0n)
    if (missing === 0n) return []
    return {
      facts: factsOf(missing > 0n ? 'plan_instalments_waiting' : 'plan_instalments_billed', {
        ...{ charge_type: 'plan', component: 'principal', beneficiary_kind: 'utility' },
      }),
      amountCents: missing > 0n ? missing : -missing,
      ...{ beneficiaryId: null, sourceType: type, sourceId: id, sourceLine: null, reference: null },
    }
  })
}

/** What the entries of some plans come to, with those that wait for an account. */
async function bookedOf(
  tx: Tx,
  municipalityId: bigint,
  plans: readonly Plan[]
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await query<{ plan: string; cents: bigint }>(
    tx,
    `select s.type || '/' || s.id as plan,
            sum(case n.event when 'plan_instalments_waiting' then n.amount_cents else -n.amount_cents end)::bigint as cents
       from unnest(?::text[], ?::bigint[]) as s (type, id)
       join lateral (
         select p.event, p.amount_cents from accounting_postings p
          where p.municipality_id = ? and p.source_type = s.type and p.source_id = s.id
         union all
         select u.event, u.amount_cents from accounting_unposted u
          where u.municipality_id = ? and u.source_type = s.type and u.source_id = s.id and u.state = 'waiting') n
         on n.event in ('plan_instalments_waiting', 'plan_instalments_billed')
      group by s.type, s.id`,
    [plans.map(({ type }) => type), plans.map(({ id }) => id), municipalityId, municipalityId]
  )
  return new Map(rows.map(({ plan, cents }) => [plan, cents]))
}
