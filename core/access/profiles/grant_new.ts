import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { errors } from '../errors.ts'
import { keepAsKnown, undecidedPermissions } from './known_permissions.ts'
import { checkPermissions, lockProfile, permissionsOf, writePermissions } from './write_profile.ts'

interface GrantInput {
  /** The functions that the person was shown: those that no profile gets are not asked about again. */
  readonly decided: readonly string[]
  /** `<function>|<id of the profile>` for each that is given. */
  readonly grants?: readonly string[]
}

interface Granted {
  readonly decided: readonly string[]
  readonly profiles: readonly { readonly name: string; readonly added: readonly string[] }[]
}

/** Which functions each profile gets, profiles in one order so that two administrators never wait for each other. */
function byProfile({ decided, grants = [] }: GrantInput): [bigint, string[]][] {
  const wanted = new Map<bigint, string[]>()
  for (const grant of grants) {
    const [permission, id] = grant.split('|') as [string, string]
    if (!decided.includes(permission)) throw errors.E_ACCESS_PERMISSION({ name: permission })
    wanted.set(BigInt(id), [...(wanted.get(BigInt(id)) ?? []), permission])
  }
  return [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))
}

/**
 * Decides about functions that came with a release: gives each to the profiles chosen, and asks about none of them again.
 * @throws BusinessError E_ACCESS_NEW_DECIDED when somebody decided meanwhile; E_ACCESS_QUERY_ONLY; E_ACCESS_DUTIES
 */
export const grantNewPermissions: Action<GrantInput, Granted> = {
  name: 'access.grant_new_permissions',
  title: 'Dar funções novas aos perfis',
  permission: 'access.manage',
  input: vine.create({
    decided: vine.array(vine.string().maxLength(100)).minLength(1).maxLength(1000),
    grants: vine
      .array(vine.string().regex(/^[^|]{1,100}\|\d{1,18}$/))
      .maxLength(20_000)
      .optional(),
  }),
  labels: { decided: 'Funções', grants: 'Perfis' },
  reason: 'none',
  subject: () => null,
  async run(context, input) {
    const wanted = byProfile(input)
    const profiles = []
    for (const [id, permissions] of wanted) {
      const profile = await lockProfile(context, id)
      checkPermissions(permissions, profile.isQueryOnly)
      const before = await permissionsOf(context.tx, profile.id)
      const all = [...new Set([...before, ...permissions])]
      const { added } = await writePermissions(context, profile.id, all)
      profiles.push({ name: profile.name, added })
    }
    const open = new Set(await undecidedPermissions(context.tx))
    const decidedAlready = input.decided.filter((name) => !open.has(name))
    if (decidedAlready.length)
      throw errors.E_ACCESS_NEW_DECIDED({ names: decidedAlready.join(', ') })
    await keepAsKnown(context.tx, input.decided)
    return { decided: input.decided, profiles }
  },
  describe: (_, { decided, profiles }) =>
    `${decided.length === 1 ? '1 função nova decidida' : `${decided.length} funções novas decididas`}, ${profiles.length === 1 ? '1 perfil mudou' : `${profiles.length} perfis mudaram`}`,
  trail: (_, output) => ({ ...output }),
}
