import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import {
  PORTFOLIO,
  type Placed,
  type Released,
  changeSegment,
  handOver,
  release,
  takeOn,
} from '../services/portfolio.ts'

const subject = (_: unknown, { id }: { readonly id: bigint }) => ({ type: PORTFOLIO, id })

const taking = vine.create({
  premise_id: rowId(),
  manager_id: rowId(),
  segment: vine.string().trim().maxLength(40).nullable().optional(),
  since_on: civilDay(),
})

/** A unit in the portfolio of a manager (CM-25a). */
export const takeOnAction: Action<Infer<typeof taking>, Placed> = {
  name: 'large_customers.take_on',
  title: 'Incluir na carteira',
  permission: 'large_customers.manage',
  input: taking,
  labels: { premise_id: 'Imóvel', manager_id: 'Gestor', segment: 'Segmento', since_on: 'Desde' },
  reason: 'none',
  subject,
  run: takeOn,
  describe: (_, { registration, manager }) =>
    `Imóvel ${registration} incluído na carteira de ${manager}`,
}

const handing = vine.create({ id: rowId(), manager_id: rowId(), since_on: civilDay() })

export const handOverAction: Action<Infer<typeof handing>, Placed> = {
  name: 'large_customers.hand_over',
  title: 'Passar a outro gestor',
  permission: 'large_customers.manage',
  input: handing,
  labels: { id: 'Unidade da carteira', manager_id: 'Novo gestor', since_on: 'Desde' },
  reason: 'optional',
  subject,
  run: (context, { id, ...given }) => handOver(context, { id: BigInt(id), ...given }),
  describe: (_, { registration, manager }) =>
    `Imóvel ${registration} passado à carteira de ${manager}`,
}

const sorting = vine.create({
  id: rowId(),
  segment: vine.string().trim().minLength(1).maxLength(40),
})

export const changeSegmentAction: Action<Infer<typeof sorting>, Released> = {
  name: 'large_customers.change_segment',
  title: 'Mudar segmento',
  permission: 'large_customers.manage',
  input: sorting,
  labels: { id: 'Unidade da carteira', segment: 'Segmento' },
  reason: 'none',
  subject,
  run: (context, { id, segment }) => changeSegment(context, BigInt(id), segment),
  describe: ({ segment }, { registration }) =>
    `Segmento do imóvel ${registration} na carteira: ${segment}`,
}

const one = vine.create({ id: rowId() })

export const releaseAction: Action<Infer<typeof one>, Released> = {
  name: 'large_customers.release',
  title: 'Tirar da carteira',
  permission: 'large_customers.manage',
  input: one,
  labels: { id: 'Unidade da carteira' },
  reason: 'required',
  subject,
  run: (context, { id }) => release(context, BigInt(id)),
  describe: (_, { registration }) =>
    `Imóvel ${registration} tirado da carteira de grandes clientes`,
}
