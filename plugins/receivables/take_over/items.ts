import { query } from '#core/database/index'
import { isRefMonth } from '#core/calendar/index'
import {
  type TakeOverContext,
  type TakeOverEntity,
  type TakeOverRow,
  centsOf,
  centsOrZero,
  codeOf,
  readRows,
  refuse,
  requiredDay,
  writeRead,
} from '#plugins/registry/api'
import { chargeTypes } from '../services/charge_types.ts'
import { tellTakenOver } from './tell.ts'

/** Items of the system before say so: they cannot be calculated again here. */
export const LEGACY_ORIGIN = 'legacy'

interface Debtors {
  readonly premises: ReadonlyMap<string, bigint>
  readonly customers: ReadonlyMap<string, bigint>
  /** Holder of each premise on a day: holdings with their dates. */
  readonly holdings: readonly {
    readonly premise_id: bigint
    readonly customer_id: bigint
    readonly from_on: string
    readonly until_on: string | null
  }[]
}

async function debtorsOf(context: TakeOverContext, rows: readonly TakeOverRow[]): Promise<Debtors> {
  const premises = await context.idsOf(
    'premises',
    rows.map(({ values }) => values.premise_key ?? '')
  )
  const customers = await context.idsOf(
    'customers',
    rows.map(({ values }) => values.customer_key ?? '')
  )
  const holdings = await query<Debtors['holdings'][number]>(
    context.tx,
    `select premise_id, customer_id, from_on::text, until_on::text from registry_holdings
      where premise_id = any(?::bigint[]) and role = 'holder'`,
    [[...premises.values()]]
  )
  return { premises, customers, holdings }
}

/** Who owes: the customer that the file names, or who held the premise when the bill fell due. */
function debtorOf(
  { values }: TakeOverRow,
  premiseId: bigint,
  { dueOn, debtors }: { readonly dueOn: string; readonly debtors: Debtors }
): bigint {
  if (values.customer_key) {
    return (
      debtors.customers.get(values.customer_key) ??
      refuse(`O cliente ${values.customer_key} não foi carregado`)
    )
  }
  const held = debtors.holdings
    .filter((one) => one.premise_id === premiseId)
    .sort((a, b) => (a.from_on < b.from_on ? -1 : 1))
  const onDay = held.find(
    (one) => one.from_on <= dueOn && (one.until_on === null || one.until_on >= dueOn)
  )
  return (onDay ?? held.at(-1))?.customer_id ?? refuse('O imóvel não tem titular')
}

interface Bill {
  readonly premiseId: bigint
  readonly debtorId: bigint
  readonly reference: string
  readonly dueOn: string
}

const billKey = ({ premiseId, debtorId, reference, dueOn }: Bill): string =>
  `${premiseId}/${debtorId}/${reference}/${dueOn}`

/** The bills of the system before by what they are known by: what one asks for is one debt, as an invoice is. */
async function billsThere(
  { tx, municipalityId }: TakeOverContext,
  premiseIds: readonly bigint[]
): Promise<Map<string, bigint>> {
  const rows = await query<Bill & { readonly origin: bigint }>(
    tx,
    `select premise_id as "premiseId", debtor_id as "debtorId", reference, due_on as "dueOn", min(origin_id) as origin
       from receivables_items where municipality_id = ? and premise_id = any(?::bigint[]) and origin_type = '${LEGACY_ORIGIN}'
      group by premise_id, debtor_id, reference, due_on`,
    [municipalityId, premiseIds]
  )
  return new Map(rows.map((row) => [billKey(row), row.origin]))
}

/** The first item of a bill gives it its number. */
function billOf(bills: Map<string, bigint>, item: Bill, id: bigint): bigint {
  const key = billKey(item)
  if (!bills.has(key)) bills.set(key, id)
  return bills.get(key)!
}

/** Codes of the layout. */
const COMPONENTS = {
  '': 'principal',
  'principal': 'principal',
  'multa': 'fine',
  'juros': 'interest',
  'correcao': 'correction',
} as const

/** Open debts of the system before, with their original due dates. */
export const openItems: TakeOverEntity = {
  name: 'open_items',
  title: 'Débitos em aberto',
  order: 60,
  columns: [
    { name: 'key', isRequired: true, help: 'Código do débito no sistema anterior' },
    { name: 'premise_key', isRequired: true, help: 'Código do imóvel' },
    { name: 'customer_key', help: 'Código de quem deve; vazio: o titular no vencimento' },
    { name: 'reference', isRequired: true, help: 'Mês de referência, 2026-09 ou 09/2026' },
    { name: 'charge_type', isRequired: true, help: 'Código do tipo de cobrança, como water' },
    { name: 'component', help: 'principal, multa, juros ou correcao; vazio: principal' },
    { name: 'due_on', isRequired: true, help: 'Vencimento original' },
    { name: 'amount', isRequired: true, help: 'Valor em aberto, como 1.234,56' },
  ],
  amount: {
    title: 'Débito em aberto',
    unit: 'cents',
    of: (values) => centsOrZero(values.amount),
    async loaded({ tx, municipalityId, system, fileId }) {
      const [row] = await query<{ total: string }>(
        tx,
        `select coalesce(sum(i.amount_cents), 0)::text as total from registry_legacy_keys k
           join receivables_items i on i.id = k.record_id
          where k.municipality_id = ? and k.system = ? and k.entity = 'open_items' and k.file_id = ?`,
        [municipalityId, system, fileId]
      )
      return BigInt(row!.total)
    },
  },
  async load(context, rows) {
    const types = await chargeTypes(context.tx, context.municipalityId)
    const debtors = await debtorsOf(context, rows)
    const read = readRows(rows, (row) => {
      const { values } = row
      const premiseId =
        debtors.premises.get(values.premise_key ?? '') ??
        refuse(`O imóvel ${values.premise_key} não foi carregado`)
      const type =
        types.get(values.charge_type ?? '') ??
        refuse(`O tipo de cobrança ${values.charge_type} não existe`)
      const reference = (values.reference ?? '').replace(/^(\d{2})\/(\d{4})$/, '$2-$1')
      if (!isRefMonth(reference)) return refuse(`Referência inválida: ${values.reference}`)
      const dueOn = requiredDay(values.due_on ?? '', 'Vencimento')
      const cents = centsOf(values.amount ?? '', 'Valor')
      if (cents <= 0n) refuse('O valor em aberto precisa ser maior que zero')
      const component = codeOf(values.component ?? '', 'Parcela', COMPONENTS)
      const debtorId = debtorOf(row, premiseId, { dueOn, debtors })
      return { premiseId, debtorId, reference, type, component, cents, dueOn }
    })
    const bills = await billsThere(
      context,
      read.flatMap(({ value }) => value?.premiseId ?? [])
    )
    const results = await writeRead(context, read, {
      table: 'receivables_items',
      recordType: 'receivables.items',
      columns: [
        ...['premise_id', 'debtor_id', 'reference', 'charge_type', 'beneficiary_id', 'component'],
        ...['amount_cents', 'open_cents', 'due_on', 'origin_type', 'origin_id', 'state'],
      ],
      values: (one, id) => [
        ...[one.premiseId, one.debtorId, one.reference, one.type.code, one.type.beneficiary.id],
        ...[
          one.component,
          one.cents,
          one.cents,
          one.dueOn,
          LEGACY_ORIGIN,
          billOf(bills, one, id),
          'open',
        ],
      ],
    })
    await tellTakenOver(context, { results, items: read.map(({ value }) => value), credits: [] })
    return results
  },
}
