import { addDays, type CivilDate, monthOf } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type WaitingCharge, interestAfter, liveFacts } from '#plugins/receivables/api'
import { chargeTitle, lineTitle } from '../../domain/line_title.ts'
import type { FutureCharge, OpenDebt } from '../../domain/final_account.ts'
import { heldInvoices } from '../invoices/holds.ts'
import { ORIGIN } from '../run/invoice_batch.ts'

/** An item that is open, with the invoice that asked for it where one did. */
export interface OpenItem {
  readonly id: bigint
  readonly origin_type: string
  readonly origin_id: bigint
  readonly charge_type: string
  readonly due_on: CivilDate
  /** What a paper asks for: what the payer keeps as tax is not in it. */
  readonly asked_cents: bigint
  readonly invoice: string | null
  readonly invoice_reference: string | null
}

/** All that a customer owes at a premise. */
export interface FinalDebts {
  readonly items: readonly OpenItem[]
  readonly debts: readonly OpenDebt[]
  readonly waiting: readonly WaitingCharge[]
  /** Interest of plans of months to come, which paying at once saves (CDC, art. 52, § 2º). */
  readonly saved: readonly WaitingCharge[]
  readonly future: readonly FutureCharge[]
  /** Of open credits: they stay the customer's. */
  readonly creditCents: bigint
  /** Invoices that are in process, left out. */
  readonly held: number
}

interface Whose {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  readonly customerId: bigint
  readonly on: CivilDate
}

/** Credits held for a reversal of the bank are the customer's all the same. */
const HELD_DAYS = 366

/** What a holder owes at a premise on a day, locked: open items of every origin, and charges that wait for any later month. */
export async function finalDebts(tx: Tx, whose: Whose): Promise<FinalDebts> {
  const { municipalityId, premiseId, customerId: holderId, on } = whose
  const held = new Set(await heldInvoices(tx, municipalityId, { premiseIds: [premiseId], on }))
  const all = await openItems(tx, whose)
  const isHeld = (item: OpenItem) => item.origin_type === ORIGIN && held.has(item.origin_id)
  const items = all.filter((item) => !isHeld(item))
  const holders = [{ premiseId, holderId }]
  const live = await liveFacts(tx, { municipalityId, holders, on: addDays(on, HELD_DAYS) })
  const { credits = [], pending = [] } = live.get(premiseId) ?? {}
  const ids = pending.map(({ id }) => id)
  const toCome = await interestAfter(tx, municipalityId, { ids, month: monthOf(on) })
  const waiting = pending.filter(({ id }) => !toCome.has(id))
  return {
    ...{ items, waiting, debts: debtsOf(items), future: waiting.map(futureOf) },
    saved: pending.filter(({ id }) => toCome.has(id)),
    creditCents: credits.reduce((sum, { openCents }) => sum + openCents, 0n),
    held: new Set(all.filter(isHeld).map(({ origin_id: id }) => id)).size,
  }
}

const openItems = (tx: Tx, { municipalityId, premiseId, customerId }: Whose) =>
  query<OpenItem>(
    tx,
    `select t.id, t.origin_type, t.origin_id, t.charge_type, t.due_on, t.open_cents - t.withheld_cents as asked_cents,
            i.number as invoice, i.reference as invoice_reference
       from receivables_items t
       left join billing_invoices i on i.id = t.origin_id and t.origin_type = '${ORIGIN}'
      where t.municipality_id = ? and t.premise_id = ? and t.debtor_id = ? and t.open_cents > 0
      order by t.id for update of t`,
    [municipalityId, premiseId, customerId]
  )

/** One debt for each thing and due date that the items are of. */
function debtsOf(items: readonly OpenItem[]): OpenDebt[] {
  const groups = Map.groupBy(items, (one) => `${one.origin_type}/${one.origin_id}/${one.due_on}`)
  return [...groups.values()].map((group) => {
    const [first] = group
    return {
      title: titleOf(first!),
      invoiceId: first!.origin_type === ORIGIN ? first!.origin_id : null,
      dueOn: first!.due_on,
      amountCents: group.reduce((sum, { asked_cents: cents }) => sum + cents, 0n),
    }
  })
}

function titleOf({ invoice, invoice_reference: reference, charge_type: type }: OpenItem): string {
  if (invoice === null) return chargeTitle(type)
  return `Fatura ${invoice}, ${reference!.slice(5)}/${reference!.slice(0, 4)}`
}

const futureOf = (waiting: WaitingCharge): FutureCharge => ({
  title: lineTitle({ ...waiting, isCarriedIn: waiting.cause === 'carried' }),
  beneficiaryId: waiting.beneficiaryId,
  isCharged: waiting.cause === 'service' || waiting.cause === 'plan_interest',
  amountCents: waiting.amountCents,
})
