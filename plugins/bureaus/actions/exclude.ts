import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, type ActionContext, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { removeDebts } from '../services/removals.ts'

interface Excluded {
  readonly premise_id: bigint | null
  readonly bureau: string
  readonly debts: number
  readonly cents: bigint
}

const input = vine.create({ id: rowId() })
type Input = Infer<typeof input>

/** Takes debts off a bureau by decision of a person; what it asks of the bureau is written at once. */
async function exclude(
  context: ActionContext,
  { column, id }: { readonly column: 'id' | 'listing_id'; readonly id: bigint }
): Promise<Excluded> {
  const { tx, municipalityId } = context
  const rows = await query<{
    id: bigint
    premise_id: bigint | null
    bureau: string
    cents: bigint
  }>(
    tx,
    `select d.id, d.premise_id, b.name as bureau, d.amount_cents as cents
       from bureaus_debts d join bureaus_bureaus b on b.id = d.bureau_id
      where d.municipality_id = ? and d.${column} = ? and d.ended_on is null and d.state <> 'simulated'
      order by d.id for update of d`,
    [municipalityId, id]
  )
  const [first] = rows
  if (!first) throw errors.E_BUREAUS_NOT_LISTED({ id })
  await removeDebts(
    context,
    rows.map((row) => ({ debtId: row.id, cause: 'request' }))
  )
  return {
    ...{ premise_id: first.premise_id, bureau: first.bureau, debts: rows.length },
    cents: rows.reduce((sum, { cents }) => sum + cents, 0n),
  }
}

const unit = (_: Input, { premise_id: id }: Excluded) => ({ type: 'registry.premises', id: id! })
const serviceRecord = {
  ...{ task: 'Retirada do SPC ou da SERASA', group: 'Cobrança', unit },
  applies: (_: Input, { premise_id: id }: Excluded) => id !== null,
}

/** One bill leaves the bureau, the others stay (TR-3.2.13.9.19). */
export const excludeDebtAction: Action<Input, Excluded> = {
  name: 'bureaus.exclude_debt',
  title: 'Retirar do órgão',
  permission: 'bureaus.exclude',
  input,
  labels: { id: 'Débito' },
  reason: 'required',
  subject: ({ id }) => ({ type: 'bureaus.debts', id: BigInt(id) }),
  run: (context, { id }) => exclude(context, { column: 'id', id: BigInt(id) }),
  describe: (_, { bureau, cents }) => `Débito de ${formatMoney(cents)} retirado de ${bureau}`,
  serviceRecord,
}

/** All that a listing has leaves the bureau. */
export const excludeListingAction: Action<Input, Excluded> = {
  name: 'bureaus.exclude',
  title: 'Pedir a exclusão',
  permission: 'bureaus.exclude',
  input,
  labels: { id: 'Registro' },
  reason: 'required',
  subject: ({ id }) => ({ type: 'bureaus.listings', id: BigInt(id) }),
  run: (context, { id }) => exclude(context, { column: 'listing_id', id: BigInt(id) }),
  describe: (_, { bureau, cents, debts }) =>
    `Exclusão pedida a ${bureau}: ${debts === 1 ? 'um débito' : `${debts} débitos`}, ${formatMoney(cents)}`,
  serviceRecord,
}
