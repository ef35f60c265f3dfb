import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { releaseHolds } from '#plugins/billing/api'
import { INVOICE } from './refresh_cases.ts'

export interface Judging {
  readonly municipalityId: bigint
  readonly today: CivilDate
  readonly now: Date
  /** Only of these premises; without it, every promise that is still awaited. */
  readonly premiseIds?: readonly bigint[]
}

/**
 * What became of promises: kept once the money for their debts, since the day they were made and until they lapse, comes to
 * the amount; broken once they lapse without it; awaited again when a reversal takes the money back. What ended for another
 * reason stays. @returns how many changed
 */
export async function judgePromises(tx: Tx, judging: Judging): Promise<number> {
  const { municipalityId, today, premiseIds } = judging
  const changed = await query<{ id: bigint; state: string; was: string }>(
    tx,
    `with judged as (
       select p.id, p.state, p.amount_cents, p.lapses_on, coalesce(sum(s.amount_cents), 0)::bigint as paid
         from collections_promises p
         join collections_promise_debts d on d.promise_id = p.id
         left join receivables_items i on i.municipality_id = d.municipality_id and i.origin_type = d.origin_type
              and i.origin_id = d.origin_id and i.debtor_id = p.debtor_id
         left join receivables_settlements s on s.item_id = i.id and s.settled_on between p.made_on and p.lapses_on
        where p.municipality_id = ? and ${premiseIds ? `p.premise_id = any(?::bigint[]) and p.state in ('open', 'kept', 'broken')` : `p.state = 'open'`}
        group by p.id),
     told as (
       select id, state, paid, case when paid >= amount_cents then 'kept' when lapses_on < ? then 'broken' else 'open' end as becomes
         from judged)
     update collections_promises p
        set paid_cents = t.paid, state = t.becomes,
            ended_on = case when t.becomes = 'open' then null when t.becomes = t.state then p.ended_on else ?::date end
       from told t
      where p.id = t.id and (t.becomes <> t.state or t.paid <> p.paid_cents)
      returning p.id, p.state, t.state as was`,
    [...[municipalityId, ...(premiseIds ? [premiseIds] : [])], today, today]
  )
  const ended = changed.filter(({ state, was }) => state !== 'open' && was === 'open')
  await releasePromised(
    tx,
    judging,
    ended.map(({ id }) => id)
  )
  return changed.filter(({ state, was }) => state !== was).length
}

/** Promises whose debts all passed to an agreement: nobody waits for them any more. */
export async function agreePromises(tx: Tx, judging: Required<Judging>): Promise<void> {
  const { municipalityId, today, premiseIds } = judging
  const ended = await query<{ id: bigint }>(
    tx,
    `update collections_promises p set state = 'agreed', ended_on = ?
      where p.municipality_id = ? and p.premise_id = any(?::bigint[]) and p.state = 'open'
        and not exists (
          select from collections_promise_debts d
            join receivables_items i on i.municipality_id = d.municipality_id and i.origin_type = d.origin_type
             and i.origin_id = d.origin_id and i.debtor_id = p.debtor_id and i.state = 'open'
           where d.promise_id = p.id)
        and exists (
          select from collections_promise_debts d
            join receivables_items i on i.municipality_id = d.municipality_id and i.origin_type = d.origin_type
             and i.origin_id = d.origin_id and i.debtor_id = p.debtor_id and i.state = 'arranged'
           where d.promise_id = p.id)
      returning p.id`,
    [today, municipalityId, premiseIds]
  )
  await releasePromised(
    tx,
    judging,
    ended.map(({ id }) => id)
  )
}

/** Takes off what promises had suspended. */
export async function releasePromised(
  tx: Tx,
  { municipalityId, now }: Pick<Judging, 'municipalityId' | 'now'>,
  promiseIds: readonly bigint[]
): Promise<void> {
  if (promiseIds.length === 0) return
  const held = await query<{ id: bigint }>(
    tx,
    `select origin_id as id from collections_promise_debts
      where promise_id = any(?::bigint[]) and origin_type = ? and is_held`,
    [promiseIds, INVOICE]
  )
  if (held.length === 0) return
  await releaseHolds(tx, {
    ...{ municipalityId, at: now, by: 'Mesa de cobrança', kind: 'administrative' },
    ...{ invoiceIds: held.map(({ id }) => id), why: 'A promessa de pagamento terminou' },
  })
}
