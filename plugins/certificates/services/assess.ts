import { type CivilDate, formatRefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { heldInvoices } from '#plugins/billing/api'
import { type OpenDebt, openDebts } from '#plugins/receivables/api'
import { sameCustomerIds } from '#plugins/registry/api'
import { type CertificateKind, type Standing, kindOf } from '../domain/kind.ts'

/** Of what a certificate is: all debts of a premise, whoever owes them, or all debts of a customer, wherever they are. */
export type Subject = { readonly premiseId: bigint } | { readonly customerId: bigint }

/** A debt as a certificate states it: what is open, without the charges of its delay. */
export interface StatedDebt {
  readonly premiseId: bigint | null
  readonly title: string
  /** Null: instalments that wait for their invoices. */
  readonly dueOn: CivilDate | null
  readonly standing: Standing
  readonly cents: bigint
}

/** What is owed on a day, and the certificate that it leads to. */
export interface Assessed {
  readonly kind: CertificateKind
  readonly debts: readonly StatedDebt[]
  readonly totalCents: bigint
}

interface Asked {
  readonly municipalityId: bigint
  readonly subject: Subject
  readonly on: CivilDate
}

const INVOICE = 'billing.invoice'

/** What a certificate of today would state: open debts, and what is left of instalment plans. Four queries, whatever is owed. */
export async function assess(tx: Tx, asked: Asked): Promise<Assessed> {
  const { municipalityId, subject, on } = asked
  const ids =
    'premiseId' in subject
      ? [subject.premiseId]
      : await sameCustomerIds(tx, municipalityId, subject.customerId)
  const whose = 'premiseId' in subject ? { premiseIds: ids } : { debtorIds: ids }
  const open = await openDebts(tx, { municipalityId, ...whose })
  const debts = [
    ...(await stated(tx, { municipalityId, on }, open)),
    ...(await inPlans(tx, municipalityId, whose)),
  ]
  return {
    kind: kindOf(debts.map(({ standing }) => standing)),
    debts,
    totalCents: debts.reduce((sum, { cents }) => sum + cents, 0n),
  }
}

async function stated(
  tx: Tx,
  { municipalityId, on }: Pick<Asked, 'municipalityId' | 'on'>,
  open: readonly OpenDebt[]
): Promise<StatedDebt[]> {
  const premiseIds = [...new Set(open.flatMap(({ premiseId }) => premiseId ?? []))]
  const held = new Set(await heldInvoices(tx, municipalityId, { premiseIds, on }))
  const numbers = await invoiceNumbers(tx, municipalityId, open)
  const standingOf = ({ origin, dueOn }: OpenDebt): Standing => {
    if (origin.type === INVOICE && held.has(origin.id)) return 'suspended'
    return dueOn < on ? 'overdue' : 'due'
  }
  return open.map((debt) => {
    const number = debt.origin.type === INVOICE ? numbers.get(debt.origin.id) : undefined
    const month = formatRefMonth(debt.reference)
    return {
      ...{ premiseId: debt.premiseId, dueOn: debt.dueOn, cents: debt.openCents },
      title: number === undefined ? `Cobrança, ${month}` : `Fatura ${number}, ${month}`,
      standing: standingOf(debt),
    }
  })
}

async function invoiceNumbers(
  tx: Tx,
  municipalityId: bigint,
  open: readonly OpenDebt[]
): Promise<ReadonlyMap<bigint, string>> {
  const ids = open.filter(({ origin }) => origin.type === INVOICE).map(({ origin }) => origin.id)
  const rows = await query<{ id: bigint; number: string }>(
    tx,
    'select id, number from billing_invoices where municipality_id = ? and id = any(?::bigint[])',
    [municipalityId, ids]
  )
  return new Map(rows.map(({ id, number }) => [id, number]))
}

interface Waiting {
  readonly premise_id: bigint
  readonly is_held: boolean
  readonly count: number
  readonly cents: bigint
}

/** Instalments that no invoice asked for yet; held ones wait for a down payment. */
async function inPlans(
  tx: Tx,
  municipalityId: bigint,
  whose: { readonly premiseIds: readonly bigint[] } | { readonly debtorIds: readonly bigint[] }
): Promise<StatedDebt[]> {
  const [column, ids] =
    'premiseIds' in whose ? ['premise_id', whose.premiseIds] : ['debtor_id', whose.debtorIds]
  const rows = await query<Waiting>(
    tx,
    `select premise_id, bool_or(state = 'held') as is_held, (count(*) filter (where cause = 'plan'))::int as count,
            sum(amount_cents)::bigint as cents
       from receivables_pending_charges
      where municipality_id = ? and ${column} = any(?::bigint[]) and cause in ('plan', 'plan_interest')
        and state in ('pending', 'held')
      group by premise_id, source_type, source_id order by premise_id, source_id`,
    [municipalityId, ids]
  )
  return rows.map((row) => ({
    ...{ premiseId: row.premise_id, dueOn: null, cents: row.cents },
    title: `Parcelamento, ${row.count} ${row.count === 1 ? 'parcela' : 'parcelas'} a faturar`,
    standing: row.is_held ? ('plan_awaiting' as const) : ('plan' as const),
  }))
}
