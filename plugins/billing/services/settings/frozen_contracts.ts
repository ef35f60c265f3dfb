import { type Tx, query } from '#core/database/index'
import type { SupplyContract } from '../../domain/supply_contract.ts'
import { type TermsQuery, runningOn } from './terms.ts'

interface Row {
  readonly premise_id: bigint
  readonly number: string
  readonly service: SupplyContract['service']
  readonly kind: SupplyContract['kind']
  readonly volume_m3: string | null
  readonly min_m3: string | null
  readonly max_m3: string | null
  readonly above_max: SupplyContract['above_max'] | null
  readonly value_cents: bigint | null
  readonly excess_price: string | null
}

/** A contract as facts: what its kind has not is left out. A type, so that it is plain JSON. */
type ContractFacts = Record<string, string>

/** The supply contracts of some premises on a day; most have none and are absent. */
export async function frozenContracts(
  tx: Tx,
  asked: TermsQuery
): Promise<ReadonlyMap<bigint, ContractFacts[]>> {
  const running = runningOn(asked)
  const rows = await query<Row>(
    tx,
    `select premise_id, number, service, kind, trim_scale(volume_m3)::text as volume_m3,
            trim_scale(min_m3)::text as min_m3, trim_scale(max_m3)::text as max_m3, above_max, value_cents,
            trim_scale(excess_price)::text as excess_price
       from billing_contracts
      where ${running.sql}
      order by premise_id, service desc`,
    running.bindings
  )
  const groups = Map.groupBy(rows, (row) => row.premise_id)
  return new Map([...groups].map(([id, contracts]) => [id, contracts.map(factsOf)]))
}

function factsOf({ premise_id: _, ...row }: Row): ContractFacts {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]))
  )
}
