import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { CASE, type CollectionCase, lockCase } from '../services/cases.ts'
import { requireCollector } from '../services/check_portfolio.ts'
import { checkNext } from '../services/contacts.ts'
import { prioritise } from '../services/prioritise.ts'

const one = vine.create({ id: rowId() })
const subject = (_: unknown, { id }: CollectionCase) => ({ type: CASE, id })

/** A case becomes of who takes it. */
export const takeAction: Action<Infer<typeof one>, CollectionCase> = {
  name: 'collections.take',
  title: 'Assumir caso',
  permission: 'collections.work',
  input: one,
  labels: { id: 'Caso' },
  reason: 'none',
  subject,
  async run(context, { id }) {
    const found = await lockCase(context, BigInt(id))
    await query(
      context.tx,
      'update collections_cases set collector_id = ?, is_kept = true where id = ?',
      [context.actor.userId, found.id]
    )
    return found
  },
  describe: (_, { number }) => `Caso ${number} assumido`,
}

const assignment = vine.create({ id: rowId(), collector_id: rowId() })

/** A case passes to somebody, whoever had it. */
export const assignAction: Action<Infer<typeof assignment>, CollectionCase> = {
  name: 'collections.assign',
  title: 'Passar a outro cobrador',
  permission: 'collections.manage',
  input: assignment,
  labels: { id: 'Caso', collector_id: 'Cobrador' },
  reason: 'none',
  subject,
  async run(context, { id, collector_id: person }) {
    const { tx, municipalityId } = context
    const found = await lockCase(context, BigInt(id))
    await requireCollector(tx, municipalityId, BigInt(person))
    const [to] = await query<{ collector: string }>(
      tx,
      `update collections_cases c set collector_id = u.id, is_kept = true from access_users u
        where c.id = ? and u.id = ? returning u.full_name as collector`,
      [found.id, BigInt(person)]
    )
    return { ...found, collector: to!.collector }
  },
  describe: (_, { number, collector }) => `Caso ${number} passado a ${collector}`,
}

const scheduling = vine.create({
  id: rowId(),
  next_action_on: civilDay(),
  next_action: vine.string().trim().minLength(3).maxLength(200),
})

/** The case waits until a day. */
export const scheduleAction: Action<Infer<typeof scheduling>, CollectionCase> = {
  name: 'collections.schedule',
  title: 'Marcar próximo passo',
  permission: 'collections.work',
  input: scheduling,
  labels: { id: 'Caso', next_action_on: 'Dia', next_action: 'O que fazer' },
  reason: 'none',
  subject,
  async run(context, { id, next_action_on: on, next_action: what }) {
    const { tx, municipalityId } = context
    const found = await lockCase(context, BigInt(id))
    const today = await todayIn(tx, municipalityId)
    checkNext(on, today)
    await query(
      tx,
      'update collections_cases set next_action_on = ?, next_action = ? where id = ?',
      [on, what, found.id]
    )
    await prioritise(tx, { municipalityId, today, premiseIds: [found.premiseId] })
    return found
  },
  describe: ({ next_action_on: on, next_action: what }, { number }) =>
    `Caso ${number}: ${what}, em ${formatDate(on)}`,
}
