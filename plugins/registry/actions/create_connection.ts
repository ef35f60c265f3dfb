import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { type CreatedConnection, createConnection } from '../services/create_connection.ts'
import { connectionAttributes, sewageClass } from './inputs.ts'

const input = vine.create({
  premise_id: rowId(),
  service: vine.enum(['water', 'sewage']),
  sewage_class: sewageClass().optional().requiredWhen('service', '=', 'sewage'),
  connected_on: civilDay(),
  ...connectionAttributes,
})

type Input = Infer<typeof input>

/** Connects a premise to the water or the sewage network: once each. */
export const createConnectionAction: Action<Input, CreatedConnection> = {
  name: 'registry.connections.create',
  serviceRecord: {
    task: 'Cadastro de ligação',
    group: 'Cadastro',
    unit: ({ premise_id: id }) => ({ type: 'registry.premises', id: BigInt(id) }),
  },
  title: 'Cadastrar ligação',
  permission: 'registry.write',
  input,
  reason: 'none',
  subject: (_, { id }) => ({ type: 'registry.connections', id }),
  run: ({ tx, municipalityId }, given) =>
    createConnection(tx, municipalityId, {
      premiseId: BigInt(given.premise_id),
      service: given.service,
      sewageClass: given.sewage_class ?? 'none',
      connectedOn: given.connected_on,
      attributes: given,
    }),
  describe: ({ service }, { registrationNumber }) =>
    `Ligação de ${service === 'water' ? 'água' : 'esgoto'} cadastrada no imóvel ${registrationNumber}`,
}
