import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { Action } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { changeLease } from '../services/responsibles.ts'
import { civilDay, recordId } from './inputs.ts'

const input = vine.create({ premise_id: recordId(), lease_until: civilDay() })

interface Changed {
  readonly name: string
  readonly before: CivilDate | null
}

/** Agrees another last day of the lease: the tenant stays, and so does who answers for the bills. */
export const changeLeaseAction: Action<Infer<typeof input>, Changed> = {
  name: 'registry.premises.change_lease',
  serviceRecord: { task: 'Prorrogação de locação', group: 'Cadastro' },
  title: 'Prorrogar locação',
  permission: 'registry.write',
  input,
  labels: { premise_id: 'Imóvel', lease_until: 'Novo fim do contrato' },
  reason: 'optional',
  subject: ({ premise_id: id }) => ({ type: 'registry.premises', id: BigInt(id) }),
  async run({ tx, municipalityId }, { premise_id: id, lease_until: until }) {
    const tenant = await changeLease(tx, { municipalityId, premiseId: BigInt(id), until })
    return { name: tenant.name, before: tenant.lease_until }
  },
  describe: ({ lease_until: until }, { name, before }) =>
    `Contrato de locação de ${name} até ${formatDate(until)}${before ? `; antes, até ${formatDate(before)}` : ''}`,
}
