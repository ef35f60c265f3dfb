import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { ana } from '#tests/support/people'
import { municipality } from './billed_month.ts'

type Row = Readonly<Record<string, string | null>>
interface Answer {
  readonly count: number
  readonly totals: Row
  readonly rows: readonly Row[]
}

/** What a report answers to other systems, as Ana. */
export async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/${name}?${filters}`).loginAs(await ana())
  return answer.body() as Answer
}

interface Wanted {
  readonly premise: bigint
  readonly total: bigint
  readonly due: string
  readonly reference: string
  readonly issued?: string
  readonly debtor?: bigint
  readonly settlement?: string
  readonly paidOn?: string
  readonly postedOn?: string
}

let last = 0

/** An invoice of known days and figures with its debt, and its payment when it is paid. */
export async function invoice(wanted: Wanted): Promise<bigint> {
  const city = await municipality()
  const { premise, total, due, reference, settlement = wanted.paidOn ? 'settled' : 'open' } = wanted
  const [own] = await query<{ id: bigint; debtor: bigint; beneficiary: bigint }>(
    db,
    `with first as (select id from registry_customers where municipality_id = ? order by id limit 1),
          utility as (select id from receivables_beneficiaries where municipality_id = ? and kind = 'utility' limit 1)
     insert into billing_invoices (municipality_id, set_key, premise_id, debtor_id, reference, number, load_item_id, issued_on,
       due_on, period_from, period_until, total_cents, settled_cents, own_cents, third_party_cents, credits_cents,
       carried_in_cents, carried_out_cents, billed_m3, settlement, stage, arrangement, pack_id, deciding_date_kind,
       live_facts, live_facts_hash)
     select ?, ?, ?, coalesce(?::bigint, first.id), ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 10, ?, 'ordinary', 'none', 1,
            'read_on', '{}', repeat('0', 64) from first
     returning id, debtor_id as debtor, (select id from utility) as beneficiary`,
    [
      ...[city, city, city, premise, premise, wanted.debtor ?? null, reference],
      ...[
        String(700_000_000_000 + ++last),
        wanted.issued ?? `${reference}-01`,
        due,
        `${reference}-01`,
      ],
      ...[`${reference}-28`, total, settlement === 'settled' ? total : 0n, total, settlement],
    ]
  )
  const [item] = await query<{ id: bigint }>(
    db,
    `insert into receivables_items (municipality_id, premise_id, debtor_id, reference, charge_type, category, beneficiary_id,
       component, amount_cents, open_cents, due_on, origin_type, origin_id, state)
     values (?, ?, ?, ?, 'water', 'RES', ?, 'principal', ?, ?, ?, 'billing.invoice', ?, ?) returning id`,
    [
      ...[city, premise, own!.debtor, reference, own!.beneficiary, total],
      ...[
        settlement === 'open' ? total : 0n,
        due,
        own!.id,
        settlement === 'open' ? 'open' : 'settled',
      ],
    ]
  )
  const { paidOn, postedOn = paidOn } = wanted
  if (paidOn)
    await query(
      db,
      `with document as (
         insert into receivables_documents (municipality_id, number, kind, premise_id, debtor_id, reference, amount_cents,
           issued_on, due_on, valid_until, state)
         values (?, ?, 'invoice', ?, ?, ?, 0, ?, ?, ?, 'covered') returning id
       ), receipt as (
         insert into receivables_receipts (municipality_id, document_id, premise_id, agent_code, channel, paid_on, posted_on,
           amount_cents, class, state, applied_cents, credit_cents)
         select ?, id, ?, '001', 'manual', ?, ?, ?, 'exact', 'identified', ?, 0 from document returning id)
       insert into receivables_settlements (municipality_id, receipt_id, item_id, amount_cents, settled_on, posted_on)
       select ?, id, ?, ?, ?, ? from receipt`,
      [
        ...[city, String(600_000_000_000 + ++last), premise, own!.debtor, reference, due, due, due],
        ...[city, premise, paidOn, postedOn!, total, total],
        ...[city, item!.id, total, paidOn, postedOn!],
      ]
    )
  return own!.id
}
