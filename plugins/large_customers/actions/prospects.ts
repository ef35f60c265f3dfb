import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type Converted, PROSPECT, convertProspect, loseProspect } from '../services/prospects.ts'

const subject = (_: unknown, { id }: { readonly id: bigint }) => ({ type: PROSPECT, id })

const converting = vine.create({ id: rowId(), customer_id: rowId().optional() })

/** A prospect becomes a customer, with the visits that were made to it (CM-25b). */
export const convertProspectAction: Action<Infer<typeof converting>, Converted> = {
  name: 'large_customers.convert_prospect',
  title: 'Tornar cliente',
  permission: 'large_customers.manage',
  input: converting,
  labels: { id: 'Cliente potencial', customer_id: 'Cliente já cadastrado' },
  reason: 'none',
  subject,
  run: (context, { id, customer_id: known }) =>
    convertProspect(context, BigInt(id), known === undefined ? null : BigInt(known)),
  describe: (_, { name, isNew, visits }) =>
    `${name} virou cliente${isNew ? '' : ', já cadastrado'}, com ${visits === 1 ? 'uma visita' : `${visits} visitas`} no histórico`,
  trail: (_, { customerId, visits }) => ({ customer: String(customerId), visits }),
}

const one = vine.create({ id: rowId() })

export const loseProspectAction: Action<
  Infer<typeof one>,
  { readonly id: bigint; readonly name: string }
> = {
  name: 'large_customers.lose_prospect',
  title: 'Dar por perdido',
  permission: 'large_customers.manage',
  input: one,
  labels: { id: 'Cliente potencial' },
  reason: 'required',
  subject,
  run: (context, { id }) => loseProspect(context, BigInt(id)),
  describe: (_, { name }) => `Prospecção de ${name} dada por perdida`,
}
