import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { removeFactor } from './factors.ts'

interface Input {
  readonly id: number
}

/** For a person who lost the phone and the recovery codes: another administrator takes the second factor away. */
export const resetFactorAction: Action<Input, { readonly name: string }> = {
  name: 'access.reset_second_factor',
  title: 'Desfazer a segunda etapa',
  permission: 'access.manage',
  input: vine.create({ id: vine.number().positive().withoutDecimals() }),
  labels: { id: 'Número interno do usuário' },
  reason: 'required',
  subject: ({ id }) => ({ type: 'access.user', id: BigInt(id) }),
  async run({ tx, actor, municipalityId }, { id }) {
    if (actor.userId === BigInt(id)) throw errors.E_ACCESS_FACTOR_SELF({ user: actor.name })
    const [user] = await query<{ name: string }>(
      tx,
      'select full_name as name from access_users where id = ? and municipality_id = ?',
      [id, municipalityId]
    )
    if (!user || !(await removeFactor(tx, BigInt(id)))) {
      throw errors.E_ACCESS_FACTOR_MISSING({ user: id })
    }
    return user
  },
  describe: (_, { name }) => `Segunda etapa de ${name} desfeita`,
}
