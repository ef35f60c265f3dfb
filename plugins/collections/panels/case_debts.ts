import { daysBetween } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { heldInvoices } from '#plugins/billing/api'
import { type MarkKind, chargesOn, debtKey, openDebts } from '#plugins/receivables/api'
import { sumByAge } from '../domain/age_bands.ts'
import { INVOICE } from '../services/refresh_cases.ts'

const MARKS: Readonly<Record<MarkKind, string>> = {
  noticed: 'notificado',
  listed: 'negativado',
  protested: 'protestado',
  inscribed: 'inscrito',
  in_court: 'em juízo',
  plan: 'em parcelamento',
  renegotiated: 'reparcelado',
}

/** What the debtor of a case owes for its premise today, debt by debt and by age, with the charges of the delay. */
async function load({ tx, municipalityId, today, row }: PageContext) {
  const premiseIds = [row.premise_id as bigint]
  const all = await openDebts(tx, {
    municipalityId,
    premiseIds,
    debtorIds: [row.debtor_id as bigint],
  })
  if (all.length === 0) return null
  const charges = await chargesOn(tx, { municipalityId, debts: all, on: today })
  const held = new Set(await heldInvoices(tx, municipalityId, { premiseIds, on: today }))
  const numbers = await numbersOf(
    tx,
    all.flatMap(({ origin }) => (origin.type === INVOICE ? origin.id : []))
  )
  const debts = all.map((debt) => {
    const isInvoice = debt.origin.type === INVOICE
    return {
      ...{ reference: debt.reference, dueOn: debt.dueOn, openCents: debt.openCents },
      number: (isInvoice && numbers.get(debt.origin.id)) || null,
      path: isInvoice && numbers.has(debt.origin.id) ? `/billing/invoices/${debt.origin.id}` : null,
      days: daysBetween(debt.dueOn, today),
      totalCents: charges.get(debtKey(debt))!.totalCents,
      isHeld: isInvoice && held.has(debt.origin.id),
      marks: debt.marks.map((mark) => MARKS[mark]),
    }
  })
  const overdue = debts.filter(({ days }) => days > 0)
  return {
    debts,
    bands: sumByAge(overdue.map(({ days, openCents: cents }) => ({ days, cents }))),
    openCents: debts.reduce((sum, { openCents }) => sum + openCents, 0n),
    totalCents: debts.reduce((sum, { totalCents }) => sum + totalCents, 0n),
  }
}

async function numbersOf(
  tx: PageContext['tx'],
  ids: readonly bigint[]
): Promise<ReadonlyMap<bigint, string>> {
  const rows = await query<{ id: bigint; number: string }>(
    tx,
    'select id, number from billing_invoices where id = any(?::bigint[])',
    [ids]
  )
  return new Map(rows.map(({ id, number }) => [id, number]))
}

export const caseDebts: Panel = {
  name: 'collections.case_debts',
  on: 'collections.cases',
  title: 'O que deve hoje',
  permission: 'collections.read',
  place: 1,
  view: 'collections::case_debts',
  load,
}
