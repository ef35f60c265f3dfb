import vine from '@vinejs/vine'
import type { Action, ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { idList, userId } from '../users/inputs.ts'
import { type UserRow, lockUser, requireOther, userSubject } from '../users/user_row.ts'
import { localitiesOf, territoriesOf } from './territories.ts'

interface Input {
  readonly id: number
  readonly municipality: number
  readonly reach: 'all' | 'some' | 'none'
  readonly localities?: readonly number[]
}

interface Output {
  readonly user: UserRow
  readonly municipality: string
  readonly names: readonly string[]
}

/** The administrator's own reach is the limit of what they give. @throws BusinessError E_ACCESS_TERRITORY */
async function checked(context: ActionContext, input: Input, user: UserRow) {
  const { tx, actor } = context
  const municipalityId = BigInt(input.municipality)
  const own = actor.userId === null ? null : await territoriesOf(actor.userId, tx)
  const there = own?.find((one) => one.municipalityId === municipalityId)
  if (own && !there) throw errors.E_ACCESS_TERRITORY({ what: 'você não trabalha neste município' })
  if (input.reach === 'none' && municipalityId === user.municipalityId) {
    throw errors.E_ACCESS_TERRITORY({ what: 'o município da própria pessoa não pode ser retirado' })
  }
  const known = await localitiesOf(municipalityId, tx)
  const wanted = input.reach === 'some' ? (input.localities ?? []).map(String) : null
  if (wanted?.length === 0) throw errors.E_ACCESS_TERRITORY({ what: 'escolha as localidades' })
  const unknown = wanted?.find((id) => !known.some((one) => one.id === id))
  if (unknown) throw errors.E_ACCESS_TERRITORY({ what: `a localidade ${unknown} não existe` })
  return { municipalityId, wanted, known }
}

/** Where a person works: all of a municipality, some of its localities, or not there. */
const setTerritory: Action<Input, Output> = {
  name: 'access.set_territory',
  title: 'Definir onde a pessoa trabalha',
  permission: 'access.manage',
  input: vine.create({
    id: userId,
    municipality: userId,
    reach: vine.enum(['all', 'some', 'none']),
    localities: idList().optional(),
  }),
  labels: {
    id: 'Usuário',
    municipality: 'Município',
    reach: 'Alcance',
    localities: 'Localidades',
  },
  reason: 'optional',
  subject: ({ id }) => userSubject(id),
  async run(context, input) {
    const { tx } = context
    const user = await lockUser(context, input.id)
    requireOther(context, user)
    const { municipalityId, wanted, known } = await checked(context, input, user)
    await query(tx, 'delete from access_territories where user_id = ? and municipality_id = ?', [
      user.id,
      municipalityId,
    ])
    const isRow =
      wanted !== null || (input.reach === 'all' && municipalityId !== user.municipalityId)
    if (isRow) {
      await query(
        tx,
        'insert into access_territories (user_id, municipality_id, locality_ids) values (?, ?, ?::bigint[])',
        [user.id, municipalityId, wanted]
      )
    }
    const [{ name } = { name: '' }] = await query<{ name: string }>(
      tx,
      'select name from access_municipalities where id = ?',
      [municipalityId]
    )
    const names = known.filter(({ id }) => wanted?.includes(id)).map((one) => one.name)
    return { user, municipality: name, names }
  },
  describe: ({ reach }, { user, municipality, names }) => {
    if (reach === 'none') return `${user.fullName} não trabalha mais em ${municipality}`
    const where = reach === 'all' ? 'todas as localidades' : `só ${names.join(', ')}`
    return `${user.fullName} trabalha em ${municipality}: ${where}`
  },
}

export const territoryActions: readonly Action[] = [setTerritory]
