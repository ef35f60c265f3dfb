import vine from '@vinejs/vine'
import type { Action, ActionContext, ActionSubject } from '#core/actions/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { refusingTaken, requireManager } from '../users/user_row.ts'
import { grantNewPermissions } from './grant_new.ts'
import {
  type Change,
  checkPermissions,
  lockProfile,
  permissionsOf,
  writePermissions,
} from './write_profile.ts'

const PERMISSION = 'access.manage'

interface ProfileInput {
  readonly name: string
  readonly description?: string | null
  readonly is_query_only?: boolean
  readonly permissions: readonly string[]
}

interface Saved extends Change {
  readonly id: bigint
}

const profileId = vine.number().positive().withoutDecimals()
const fields = {
  name: vine.string().trim().minLength(2).maxLength(60),
  description: vine.string().trim().maxLength(300).nullable().optional(),
  is_query_only: vine.boolean().optional(),
  permissions: vine.array(vine.string().trim().maxLength(100)).distinct().maxLength(1000),
}
const labels = {
  name: 'Nome',
  description: 'Para quem é',
  is_query_only: 'Só consulta',
  permissions: 'Funções',
}

const subjectOf = (id: bigint | number): ActionSubject => ({
  type: 'access.profiles',
  id: BigInt(id),
})

async function insertProfile({ tx }: ActionContext, input: Omit<ProfileInput, 'permissions'>) {
  const { name, description, is_query_only: isQueryOnly } = input
  const [row] = await refusingTaken(
    () =>
      query<{ id: bigint }>(
        tx,
        `insert into access_profiles (code, name, description, is_query_only)
         values ('p-' || gen_random_uuid(), ?, ?, ?) returning id`,
        [name, description ?? '', isQueryOnly ?? false]
      ),
    () => errors.E_ACCESS_PROFILE_NAME({ name })
  )
  return row!.id
}

const createProfile: Action<ProfileInput, Saved> = {
  name: 'access.create_profile',
  title: 'Criar perfil',
  permission: PERMISSION,
  input: vine.create(fields),
  labels,
  reason: 'none',
  subject: (_, { id }) => subjectOf(id),
  async run(context, input) {
    checkPermissions(input.permissions, input.is_query_only ?? false)
    const id = await insertProfile(context, input)
    return { id, ...(await writePermissions(context, id, input.permissions)) }
  },
  describe: ({ name }, { added }) => `Perfil “${name}” criado com ${added.length} funções`,
}

/** Name, description and permissions: the effect is at the next request of everybody who has it. */
const updateProfile: Action<ProfileInput & { readonly id: number }, Saved> = {
  name: 'access.update_profile',
  title: 'Alterar perfil',
  permission: PERMISSION,
  input: vine.create({ id: profileId, ...fields }),
  labels,
  reason: 'none',
  subject: ({ id }) => subjectOf(id),
  async run(context, input) {
    checkPermissions(input.permissions, input.is_query_only ?? false)
    const profile = await lockProfile(context, input.id)
    const { name, description, is_query_only: isQueryOnly } = input
    await refusingTaken(
      () =>
        query(
          context.tx,
          'update access_profiles set name = ?, description = ?, is_query_only = ? where id = ?',
          [name, description ?? '', isQueryOnly ?? false, profile.id]
        ),
      () => errors.E_ACCESS_PROFILE_NAME({ name })
    )
    const change = await writePermissions(context, profile.id, input.permissions)
    await requireManager(context.tx, context.municipalityId)
    return { id: profile.id, ...change }
  },
  describe: ({ name }, { added, removed }) =>
    `Perfil “${name}” alterado: ${added.length} funções incluídas, ${removed.length} retiradas`,
  trail: (_, { added, removed }) => ({ added, removed }),
}

const copyProfile: Action<{ readonly id: number; readonly name: string }, Saved> = {
  name: 'access.copy_profile',
  title: 'Copiar perfil',
  permission: PERMISSION,
  input: vine.create({ id: profileId, name: fields.name }),
  labels: { id: 'Perfil', name: 'Nome do novo perfil' },
  reason: 'none',
  subject: (_, { id }) => subjectOf(id),
  async run(context, { id: from, name }) {
    const profile = await lockProfile(context, from)
    const id = await insertProfile(context, {
      ...{ name, description: profile.description, is_query_only: profile.isQueryOnly },
    })
    const permissions = await permissionsOf(context.tx, profile.id)
    return { id, ...(await writePermissions(context, id, permissions)) }
  },
  describe: ({ name }, { added }) =>
    `Perfil “${name}” criado por cópia, com ${added.length} funções`,
}

const deleteProfile: Action<
  { readonly id: number },
  { readonly id: bigint; readonly name: string }
> = {
  name: 'access.delete_profile',
  title: 'Excluir perfil',
  permission: PERMISSION,
  input: vine.create({ id: profileId }),
  labels: { id: 'Perfil' },
  reason: 'required',
  subject: ({ id }) => subjectOf(id),
  async run(context, { id }) {
    const profile = await lockProfile(context, id)
    const [used] = await query<{ total: bigint }>(
      context.tx,
      'select count(*) as total from access_user_profiles where profile_id = ?',
      [profile.id]
    )
    const total = Number(used!.total)
    if (total) {
      const count = total === 1 ? '1 pessoa' : `${total} pessoas`
      throw errors.E_ACCESS_PROFILE_USED({ name: profile.name, count })
    }
    await query(context.tx, 'delete from access_profiles where id = ?', [profile.id])
    return profile
  },
  describe: (_, { name }) => `Perfil “${name}” excluído`,
}

export const profileActions: readonly Action[] = [
  createProfile,
  updateProfile,
  copyProfile,
  deleteProfile,
  grantNewPermissions,
]
