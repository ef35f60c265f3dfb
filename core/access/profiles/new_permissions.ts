import db from '@adonisjs/lucid/services/db'
import { undecidedPermissions } from './known_permissions.ts'
import { type PermissionLeaf, isQueryPermission, permissionTree } from './permissions.ts'
import { PRODUCT_PROFILES } from './product_profiles.ts'
import { type ProfileRow, listProfiles } from './read.ts'

/** A function that came with a release, and which profiles the product proposes for it. */
export interface NewPermission extends PermissionLeaf {
  readonly group: string
  readonly profiles: readonly {
    readonly id: bigint
    readonly name: string
    readonly isProposed: boolean
    /** A query-only profile takes no function that writes. */
    readonly isAllowed: boolean
  }[]
}

/** The undecided functions by the module that declares them, with every profile and the product's proposal for it. */
export async function newPermissions(): Promise<NewPermission[]> {
  const names = new Set(await undecidedPermissions(db))
  if (!names.size) return []
  const profiles = await listProfiles()
  return permissionTree().flatMap(({ title, permissions }) =>
    permissions
      .filter(({ name }) => names.has(name))
      .map((one) => ({ ...one, group: title, profiles: profiles.map(proposalFor(one.name)) }))
  )
}

const proposalFor =
  (permission: string) =>
  ({ id, code, name, isQueryOnly }: ProfileRow) => {
    const isAllowed = !isQueryOnly || isQueryPermission(permission)
    const product = PRODUCT_PROFILES.find((one) => one.code === code)
    return { id, name, isAllowed, isProposed: isAllowed && (product?.may(permission) ?? false) }
  }
