import vine from '@vinejs/vine'
import type { Action, ActionContext, ActionSubject } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { keepingSeparation } from '../duties/separation.ts'
import { errors } from '../errors.ts'
import { refusingTaken, requireManager } from '../users/user_row.ts'
import { isQueryPermission } from './permissions.ts'

const PERMISSION = 'access.manage'

interface ProfileInput {
  readonly name: string
  readonly description?: string | null
  readonly is_query_only?: boolean
  readonly permissions: readonly string[]
}

interface Saved {
  readonly id: bigint
  readonly added: readonly string[]
  readonly removed: readonly string[]
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

/** @throws BusinessError E_ACCESS_PERMISSION, E_ACCESS_QUERY_ONLY */
function checkPermissions({ is_query_only: isQueryOnly, permissions }: ProfileInput): void {
  const known = registries().permissions
  for (const name of permissions) if (!known.find(name)) throw errors.E_ACCESS_PERMISSION({ name })
  const wrong = isQueryOnly ? permissions.filter((name) => !isQueryPermission(name)) : []
  if (!wrong.length) return
  const titles = wrong.map((name) => known.get(name)).join('; ')
  throw errors.E_ACCESS_QUERY_ONLY({ names: wrong.join(', '), titles })
}

async function lockProfile({ tx }: ActionContext, id: number) {
  const [profile] = await query<{
    id: bigint
    name: string
    description: string
    isQueryOnly: boolean
  }>(
    tx,
    `select id, name, description, is_query_only as "isQueryOnly" from access_profiles where id = ? for update`,
    [id]
  )
  if (!profile) throw errors.E_ACCESS_PROFILE({ id })
  return profile
}

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

async function permissionsOf(tx: Tx, id: bigint): Promise<string[]> {
  const rows = await query<{ permission: string }>(
    tx,
    'select permission from access_profile_permissions where profile_id = ?',
    [id]
  )
  return rows.map(({ permission }) => permission)
}

/** Gives a profile exactly these permissions, and checks everybody who has it. */
async function writePermissions(
  context: ActionContext,
  id: bigint,
  permissions: readonly string[]
): Promise<Omit<Saved, 'id'>> {
  const { tx } = context
  const users = await query<{ id: bigint }>(
    tx,
    'select user_id as id from access_user_profiles where profile_id = ?',
    [id]
  )
  const before = await permissionsOf(tx, id)
  const added = permissions.filter((name) => !before.includes(name))
  const removed = before.filter((name) => !permissions.includes(name))
  await keepingSeparation(
    context,
    users.map((user) => user.id),
    async () => {
      await query(
        tx,
        'delete from access_profile_permissions where profile_id = ? and permission = any(?::text[])',
        [id, removed]
      )
      await query(
        tx,
        'insert into access_profile_permissions (profile_id, permission) select ?, unnest(?::text[])',
        [id, added]
      )
    }
  )
  return { added, removed }
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
    checkPermissions(input)
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
    checkPermissions(input)
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
]
