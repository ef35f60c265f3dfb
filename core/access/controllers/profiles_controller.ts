import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { errors } from '../errors.ts'
import { undecidedPermissions } from '../profiles/known_permissions.ts'
import { newPermissions } from '../profiles/new_permissions.ts'
import { permissionTree } from '../profiles/permissions.ts'
import { type ProfileRow, listProfiles, readProfile } from '../profiles/read.ts'

const listOf = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : [value].flat()

/** The tree as the form shows it: what was typed, if a refusal brought the person back, else what the profile has. */
function treeView(chosen: ReadonlySet<string>) {
  return permissionTree().map((branch) => {
    const permissions = branch.permissions.map((one) => ({
      ...one,
      isChosen: chosen.has(one.name),
    }))
    return { ...branch, permissions, chosen: permissions.filter(({ isChosen }) => isChosen).length }
  })
}

/** New functions by module, each with the profiles marked: as typed, if a refusal brought the person back, else as the product proposes. */
async function newGroups(typed: ReadonlySet<string> | null) {
  const fresh = await newPermissions()
  const marked = fresh.map((one) => ({
    ...one,
    profiles: one.profiles.map((profile) => {
      const value = `${one.name}|${profile.id}`
      return { ...profile, value, isChosen: typed?.has(value) ?? profile.isProposed }
    }),
  }))
  return [...Map.groupBy(marked, ({ group }) => group)].map(([title, permissions]) => ({
    title,
    permissions,
  }))
}

/** Profiles: sets of permissions that administrators put together. */
export default class ProfilesController {
  async index({ authorize, view }: HttpContext) {
    authorize('access.read')
    const known = registries().permissions.names().length
    const { length: undecided } = await undecidedPermissions(db)
    return view.render('pages/access/profiles', {
      profiles: await listProfiles(),
      known,
      undecided,
    })
  }

  /** Functions that came with a release, for an administrator to give to profiles. */
  async fresh({ authorize, session, view }: HttpContext) {
    authorize('access.manage')
    const typed = session.flashMessages.has('decided')
      ? new Set(listOf(session.flashMessages.get('grants')) as string[])
      : null
    return view.render('pages/access/new_permissions', { groups: await newGroups(typed) })
  }

  async grant({ actor, authorize, request, response, session }: HttpContext) {
    authorize('access.manage')
    const input = {
      decided: listOf(request.input('decided')),
      grants: listOf(request.input('grants')),
    }
    const { description } = await performAction('access.grant_new_permissions', { actor, input })
    session.flash('done', description)
    return response.redirect().toPath('/access/profiles')
  }

  async create(ctx: HttpContext) {
    ctx.authorize('access.manage')
    return this.#form(ctx, null)
  }

  async show(ctx: HttpContext) {
    ctx.authorize('access.read')
    const profile = await readProfile(ctx.params.id as string)
    if (!profile) throw errors.E_ACCESS_PROFILE({ id: ctx.params.id as string })
    return this.#form(ctx, profile)
  }

  async store({ actor, authorize, request, response, session }: HttpContext) {
    authorize('access.manage')
    const input = { ...request.all(), permissions: listOf(request.input('permissions')) }
    const { output, description } = await performAction('access.create_profile', { actor, input })
    session.flash('done', description)
    return response.redirect().toPath(`/access/profiles/${(output as { id: bigint }).id}`)
  }

  async update({ actor, authorize, params, request, response, session }: HttpContext) {
    authorize('access.manage')
    const permissions = listOf(request.input('permissions'))
    const input = { ...request.all(), id: params.id as string, permissions }
    const { description } = await performAction('access.update_profile', { actor, input })
    session.flash('done', description)
    return response.redirect().toPath(`/access/profiles/${params.id}`)
  }

  #form({ actor, session, view }: HttpContext, profile: ProfileRow | null) {
    const typed = session.flashMessages.has('name')
      ? listOf(session.flashMessages.get('permissions'))
      : null
    const chosen = new Set((typed ?? profile?.permissions ?? []) as string[])
    return view.render('pages/access/profile', {
      profile,
      tree: treeView(chosen),
      isQueryOnly: typed
        ? Boolean(session.flashMessages.get('is_query_only'))
        : (profile?.isQueryOnly ?? false),
      mayManage: actor.permissions.has('access.manage'),
    })
  }
}
