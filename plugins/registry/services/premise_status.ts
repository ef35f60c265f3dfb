import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { lockPremise } from './locked_premise.ts'

interface StatusChange {
  readonly municipalityId: bigint
  readonly premiseId: bigint
}

/** Takes a premise out of use; its number stays its own for ever. Errors: E_REGISTRY_PREMISE_IN_USE, E_REGISTRY_PREMISE_STATUS. */
export async function deactivatePremise(
  tx: Tx,
  change: StatusChange & { readonly on: CivilDate }
): Promise<string> {
  const { registration_number: number, status } = await lockPremise(tx, change)
  if (status === 'inactive') throw errors.E_REGISTRY_PREMISE_STATUS({ number, status })
  const [use] = await query<{ connections: string | null; units: number }>(
    tx,
    `select (select string_agg(case service when 'water' then 'água' else 'esgoto' end, ' e ')
               from registry_connections where premise_id = ? and situation not in ('suppressed', 'plugged')) as connections,
            (select count(*)::int from registry_premises where parent_id = ? and status = 'active') as units`,
    [change.premiseId, change.premiseId]
  )
  const what = use!.connections
    ? `a ligação de ${use!.connections} ainda não foi suprimida`
    : use!.units && `há ${use!.units} unidades em uso neste condomínio`
  if (what) throw errors.E_REGISTRY_PREMISE_IN_USE({ number, what })
  await query(
    tx,
    `update registry_premises set status = 'inactive', deactivated_on = ? where id = ?`,
    [change.on, change.premiseId]
  )
  return number
}

/** Puts a deactivated premise back in use, under the number that it always had. Errors: E_REGISTRY_PREMISE_STATUS. */
export async function reactivatePremise(tx: Tx, change: StatusChange): Promise<string> {
  const { registration_number: number, status } = await lockPremise(tx, change)
  if (status === 'active') throw errors.E_REGISTRY_PREMISE_STATUS({ number, status })
  await query(
    tx,
    `update registry_premises set status = 'active', deactivated_on = null where id = ?`,
    [change.premiseId]
  )
  return number
}
