import { query } from '#core/database/index'
import { type TakeOverContext, type TakeOverRow, refuse } from '#plugins/registry/api'

/** A premise of the file and who holds it now. */
export interface Owner {
  readonly premiseId: bigint
  readonly customerId: bigint
  /** The next invoices of the premise go to them. */
  readonly isHolder: boolean
}

/** Whose a credit or a charge of each line is: the customer that the line names, else who holds the premise now. */
export async function ownersOf(
  context: TakeOverContext,
  rows: readonly TakeOverRow[]
): Promise<(row: TakeOverRow) => Owner> {
  const keys = (name: string) => rows.map(({ values }) => values[name] ?? '')
  const premises = await context.idsOf('premises', keys('premise_key'))
  const customers = await context.idsOf('customers', keys('customer_key'))
  const held = await query<{ premise_id: bigint; customer_id: bigint }>(
    context.tx,
    `select premise_id, customer_id from registry_holdings
      where premise_id = any(?::bigint[]) and role = 'holder' and until_on is null`,
    [[...premises.values()]]
  )
  const holders = new Map(held.map((row) => [row.premise_id, row.customer_id]))
  return ({ values }) => {
    const premiseId =
      premises.get(values.premise_key ?? '') ??
      refuse(`O imóvel ${values.premise_key} não foi carregado`)
    const customerId = values.customer_key
      ? (customers.get(values.customer_key) ??
        refuse(`O cliente ${values.customer_key} não foi carregado`))
      : (holders.get(premiseId) ?? refuse('O imóvel não tem titular'))
    return { premiseId, customerId, isHolder: holders.get(premiseId) === customerId }
  }
}
