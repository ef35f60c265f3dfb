import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'
import {
  type AllocatableDebt,
  type AllocationProposal,
  type ListedInvoice,
  proposeAllocation,
} from '../../domain/propose_allocation.ts'
import { errors } from '../../errors.ts'

/** What one desk shows: the oldest. */
export const MOST_DEBTS = 400

type Reader = Pick<Tx, 'rawQuery'>

/** What one invoice of the units of a body still asks for. */
export interface AllocationDebt extends AllocatableDebt {
  readonly itemIds: readonly bigint[]
  readonly dueOn: CivilDate
  readonly premiseId: bigint | null
  readonly registration: string | null
  readonly documentId: bigint | null
  readonly number: string | null
  readonly withheldCents: bigint
}

export interface BodyMoney {
  readonly receiptId: bigint
  readonly paidOn: CivilDate
  readonly amountCents: bigint
  readonly proof: string | null
}

export interface AskedAllocation {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly receiptId: bigint
  readonly bodyId: bigint
  readonly listed: readonly ListedInvoice[]
}

export interface ProposedAllocation {
  readonly money: BodyMoney
  readonly body: PayingBody
  readonly debts: readonly AllocationDebt[]
  readonly proposal: AllocationProposal
  /** Numbers of the list that ask for nothing open. */
  readonly missing: readonly string[]
}

/** What a payment may be of, and the proposal. Errors: E_RECEIVABLES_RECEIPT_UNKNOWN, E_RECEIVABLES_BODY_UNKNOWN. */
export async function proposedAllocation(
  tx: Reader,
  { municipalityId, actor, receiptId, bodyId, listed }: AskedAllocation
): Promise<ProposedAllocation> {
  const [money] = await query<BodyMoney>(
    tx,
    `select id as "receiptId", paid_on as "paidOn", amount_cents as "amountCents", proof from receivables_receipts
      where municipality_id = ? and id = ? and state = 'unidentified'`,
    [municipalityId, receiptId]
  )
  if (!money) throw errors.E_RECEIVABLES_RECEIPT_UNKNOWN({ id: receiptId })
  const body = await payingBody(tx, { municipalityId, actor, bodyId })
  const numbers = listed.map(({ number }) => number)
  const debts = await debtsOf(tx, { municipalityId, actor, body, numbers })
  return {
    ...{ money, body, debts, proposal: proposeAllocation(money.amountCents, debts, listed) },
    missing: numbers.filter((number) => !debts.some((debt) => debt.numbers.includes(number))),
  }
}

export interface PayingBody {
  readonly id: bigint
  readonly name: string
  readonly customerId: bigint
}

interface AskedBody {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly bodyId: bigint
}

/** @throws BusinessError E_RECEIVABLES_BODY_UNKNOWN */
export async function payingBody(
  tx: Reader,
  { municipalityId, actor, bodyId }: AskedBody
): Promise<PayingBody> {
  const inside = andInside('customer_id', 'registry.customers', actor)
  const [body] = await query<PayingBody>(
    tx,
    `select id, name, customer_id as "customerId" from registry_paying_bodies
      where municipality_id = ? and id = ?${inside.sql}`,
    [municipalityId, bodyId, ...inside.bindings]
  )
  if (!body) throw errors.E_RECEIVABLES_BODY_UNKNOWN({ id: bodyId })
  return body
}

interface OfBody {
  readonly municipalityId: bigint
  readonly actor: Actor
  readonly body: PayingBody
  /** Papers named by who pays, of whichever unit. */
  readonly numbers: readonly string[]
}

interface DebtRow {
  readonly item_ids: bigint[]
  readonly reference: string
  readonly due_on: CivilDate
  readonly premise_id: bigint | null
  readonly registration: string | null
  readonly document_id: bigint | null
  readonly number: string | null
  readonly numbers: string[]
  readonly open_cents: bigint
  readonly withheld_cents: bigint
}

/** What is open of the body's own debts, of the units that it pays for, and of the papers named; the oldest first. */
async function debtsOf(
  tx: Reader,
  { municipalityId, actor, body, numbers }: OfBody
): Promise<AllocationDebt[]> {
  const inside = andInside('i.premise_id', 'registry.premises', actor)
  const rows = await query<DebtRow>(
    tx,
    `with own as (
       select id from receivables_items where municipality_id = ? and debtor_id = ? and state = 'open'
       union
       select i.id from registry_paying_body_premises b
         join receivables_items i on i.municipality_id = b.municipality_id and i.premise_id = b.premise_id and i.state = 'open'
          and b.from_on <= i.due_on and coalesce(b.until_on, i.due_on) >= i.due_on
        where b.municipality_id = ? and b.body_id = ?
       union
       select di.item_id from receivables_documents d join receivables_document_items di on di.document_id = d.id
        where d.municipality_id = ? and d.number = any(?::bpchar[])),
     debts as (
       select array_agg(i.id order by i.id) as item_ids, i.reference, i.due_on, i.premise_id, min(i.id) as first_id,
              sum(i.open_cents)::bigint as open_cents, sum(i.withheld_cents)::bigint as withheld_cents
         from own join receivables_items i on i.id = own.id
        where i.state = 'open' and i.open_cents > 0${inside.sql}
        group by i.origin_type, i.origin_id, i.is_severed, i.reference, i.due_on, i.premise_id
        order by i.due_on, i.reference, min(i.id) limit ${MOST_DEBTS})
     select d.item_ids, d.reference, d.due_on, d.premise_id, d.open_cents, d.withheld_cents,
            p.registration_number as registration, papers.document_id, papers.number,
            coalesce(papers.numbers, '{}') as numbers
       from debts d left join registry_premises p on p.id = d.premise_id
       cross join lateral (
         select array_agg(r.number order by r.id) as numbers,
                (array_agg(r.id order by r.id) filter (where r.kind = 'invoice'))[1] as document_id,
                (array_agg(r.number order by r.id) filter (where r.kind = 'invoice'))[1] as number
           from receivables_document_items di join receivables_documents r on r.id = di.document_id
          where di.item_id = d.first_id) papers
      order by d.due_on, d.reference, d.first_id`,
    [
      ...[municipalityId, body.customerId, municipalityId, body.id, municipalityId, numbers],
      ...inside.bindings,
    ]
  )
  return rows.map((row) => ({
    ...{ key: row.item_ids.join(','), itemIds: row.item_ids.map(BigInt) },
    ...{ reference: row.reference, dueOn: row.due_on, premiseId: row.premise_id },
    ...{ registration: row.registration, documentId: row.document_id, number: row.number },
    ...{ numbers: row.numbers, openCents: row.open_cents, withheldCents: row.withheld_cents },
    netCents: row.open_cents - row.withheld_cents,
  }))
}
