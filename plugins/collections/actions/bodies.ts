import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { BODY_ACTIONS, SPHERES, wordOf } from '../records/options.ts'
import {
  BODY,
  DEMAND,
  type Demand,
  type PublicBody,
  addBody,
  issueDemand,
  lockBody,
} from '../services/bodies.ts'
import { checkNext } from '../services/contacts.ts'

const adding = vine.create({
  body_id: rowId(),
  sphere: vine.enum(SPHERES.map(({ value }) => value)),
  contact: vine.string().trim().maxLength(300).optional(),
})

const add: Action<Infer<typeof adding>, PublicBody> = {
  name: 'collections.add_body',
  title: 'Acompanhar órgão público',
  permission: 'collections.manage',
  input: adding,
  labels: { body_id: 'Órgão pagador', sphere: 'Esfera', contact: 'Contato' },
  reason: 'none',
  subject: (_, { id }) => ({ type: BODY, id }),
  run: (context, { body_id: id, sphere, contact }) =>
    addBody(context, { payingBodyId: BigInt(id), sphere, contact }),
  describe: ({ sphere }, { name }) => `${name} acompanhado como órgão ${wordOf(SPHERES, sphere)}`,
}

const demanding = vine.create({ id: rowId(), due_on: civilDay() })

const demand: Action<Infer<typeof demanding>, Demand> = {
  name: 'collections.issue_demand',
  title: 'Emitir carta de cobrança',
  permission: 'collections.work',
  input: demanding,
  labels: { id: 'Órgão', due_on: 'Pagar até' },
  reason: 'none',
  subject: (_, { id }) => ({ type: DEMAND, id }),
  run: (context, { id, due_on: dueOn }) => issueDemand(context, { id: BigInt(id), dueOn }),
  describe: (_, { number, body, units, amountCents }) =>
    `Carta ${number} a ${body}: ${units === 1 ? 'uma unidade' : `${units} unidades`}, ${formatMoney(amountCents)}`,
}

const acting = vine.create({
  id: rowId(),
  made_on: civilDay(),
  kind: vine.enum(BODY_ACTIONS.map(({ value }) => value)),
  what: vine.string().trim().minLength(3).maxLength(500),
  result: vine.string().trim().maxLength(500).optional(),
  next_on: civilDay().optional(),
})

const record: Action<Infer<typeof acting>, PublicBody> = {
  name: 'collections.record_body_action',
  title: 'Registrar ação',
  permission: 'collections.work',
  input: acting,
  labels: {
    ...{ id: 'Órgão', made_on: 'Dia', kind: 'Ação', what: 'O que se fez', result: 'Resultado' },
    next_on: 'Voltar em',
  },
  reason: 'none',
  subject: (_, { id }) => ({ type: BODY, id }),
  async run(context, given) {
    const { tx, municipalityId, actor } = context
    const body = await lockBody(context, BigInt(given.id))
    const today = await todayIn(tx, municipalityId)
    if (given.made_on > today) {
      throw errors.E_COLLECTIONS_BODY_FUTURE({ on: formatDate(given.made_on) })
    }
    checkNext(given.next_on, today)
    await query(
      tx,
      `insert into collections_body_actions (municipality_id, public_body_id, made_on, kind, what, result, next_on, made_by)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[municipalityId, body.id, given.made_on, given.kind, given.what],
        ...[given.result ?? null, given.next_on ?? null, actor.name],
      ]
    )
    return body
  },
  describe: ({ kind, what, result }, { name }) =>
    `${name}: ${wordOf(BODY_ACTIONS, kind)}, ${what}${result ? `; resultado: ${result}` : ''}`,
}

export const bodyActions: readonly Action[] = [add, demand, record]
