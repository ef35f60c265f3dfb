import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { indexSearch } from '#core/records/index'
import type { SewageClass } from '../domain/premise_facts.ts'
import { errors } from '../errors.ts'
import { writeSituation } from './change_situation.ts'
import { endWaitingBranch } from './waiting_branches.ts'
import { refusingUnknownCodes } from './table_value.ts'

export const CONNECTION_ATTRIBUTES = [
  ...['network', 'water_branch_diameter', 'sewage_branch_diameter', 'branch_material'],
  ...['riser_position', 'riser_type', 'riser_diameter', 'riser_material'],
  ...['connection_type', 'remarks'],
] as const

export interface NewConnection {
  readonly premiseId: bigint
  readonly service: 'water' | 'sewage'
  readonly sewageClass: SewageClass
  readonly connectedOn: CivilDate
  /** Branch, riser and network, as look-up codes. */
  readonly attributes?: Readonly<Record<string, unknown>>
}

export interface CreatedConnection {
  readonly id: bigint
  readonly registrationNumber: string
}

/** Writes an active connection. Errors: E_REGISTRY_PREMISE_UNKNOWN, E_REGISTRY_CONNECTION_REPEATED. */
export async function createConnection(
  tx: Tx,
  municipalityId: bigint,
  { premiseId, service, sewageClass, connectedOn, attributes = {} }: NewConnection
): Promise<CreatedConnection> {
  const [premise] = await query<{ registration_number: string }>(
    tx,
    'select registration_number from registry_premises where municipality_id = ? and id = ? for update',
    [municipalityId, premiseId]
  )
  if (!premise) throw errors.E_REGISTRY_PREMISE_UNKNOWN({ id: premiseId })
  const registrationNumber = premise.registration_number
  const [created] = await refusingUnknownCodes(() =>
    query<{ id: bigint; title: string }>(
      tx,
      `insert into registry_connections
       (municipality_id, premise_id, registration_number, service, situation, sewage_class, connected_on,
        ${CONNECTION_ATTRIBUTES.join(', ')})
     values (?, ?, ?, ?, 'active', ?, ?, ${CONNECTION_ATTRIBUTES.map(() => '?').join(', ')}) on conflict (premise_id, service) do nothing returning id, title`,
      [
        municipalityId,
        premiseId,
        registrationNumber,
        service,
        service === 'sewage' ? sewageClass : 'none',
        connectedOn,
        ...CONNECTION_ATTRIBUTES.map((name) => (attributes[name] as string | undefined) ?? null),
      ]
    )
  )
  if (!created) {
    throw errors.E_REGISTRY_CONNECTION_REPEATED({
      number: registrationNumber,
      service: service === 'water' ? 'água' : 'esgoto',
    })
  }
  if (service === 'water') await endWaitingBranch(tx, premiseId, connectedOn)
  await writeSituation(tx, {
    ...{ municipalityId, connectionId: created.id, situation: 'active', from: connectedOn },
    ...{ until: null, reason: null, by: null },
  })
  await indexSearch(tx, 'registry.connections', created.id, {
    municipality_id: municipalityId,
    title: created.title,
    registration_number: registrationNumber,
  })
  return { id: created.id, registrationNumber }
}
