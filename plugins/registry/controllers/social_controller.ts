import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { todayIn } from '#core/access/index'
import { performAction } from '#core/actions/index'
import { monthOf, refMonth } from '#core/calendar/index'
import { storeFile } from '#core/files/index'
import { startRun } from '#core/jobs/index'
import { pageOf } from '#core/web/index'
import { errors } from '../errors.ts'
import { socialFamiliesJob } from '../jobs/social_families.ts'
import { checkMonth } from '../services/social/open_families.ts'
import { FAMILY_COLUMNS } from '../services/social/read_family.ts'
import { doubtsView, socialFileView, socialFiles } from '../services/social/social_view.ts'

const upload = vine.create({
  programme: vine.enum(['cadunico', 'bpc']),
  month: vine.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
})

const PERMISSION = 'registry.social_tariff'

/** Files of CadÚnico and of the BPC, and the families that somebody has to decide. */
export default class SocialController {
  async index(ctx: HttpContext) {
    ctx.authorize(PERMISSION)
    return ctx.view.render('registry::social_files', {
      ...(await socialFiles(db, ctx.actor)),
      columns: FAMILY_COLUMNS,
      month: monthOf(await todayIn(db, ctx.actor.municipalityId)),
    })
  }

  async store(ctx: HttpContext) {
    const { actor, request, response } = ctx
    ctx.authorize(PERMISSION)
    const { programme, month } = await request.validateUsing(upload)
    const sent = request.file('file', { extnames: ['csv', 'txt'], size: '20mb' })
    if (!sent?.isValid || !sent.tmpPath) throw errors.E_REGISTRY_SOCIAL_MISSING()
    const { municipalityId, userId } = actor
    const name = sent.clientName
    const content = await readFile(sent.tmpPath)
    const wanted = { programme, month: refMonth(month) }
    const stored = await db.transaction(async (tx) => {
      await checkMonth(tx, municipalityId, wanted)
      const file = { municipalityId, name, mediaType: 'text/csv', content, createdBy: userId }
      return storeFile(tx, file)
    })
    const args = { ...wanted, fileObjectId: stored.id, fileName: name }
    const run = await startRun(socialFamiliesJob, args, actor)
    if (request.accepts(['html', 'json']) === 'json') return response.accepted({ run: run.id })
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async show(ctx: HttpContext) {
    ctx.authorize(PERMISSION)
    const { actor, params, request, view } = ctx
    const file = await socialFileView(db, actor, {
      id: BigInt(String(params.id)),
      fate: String(request.input('fate', '')),
      page: pageOf(request.input('page')),
    })
    return view.render('registry::social_file', { ...file, ...seen(ctx) })
  }

  async doubts(ctx: HttpContext) {
    ctx.authorize(PERMISSION)
    const view = await doubtsView(db, ctx.actor, pageOf(ctx.request.input('page')))
    return ctx.view.render('registry::social_doubts', { ...view, ...seen(ctx) })
  }

  match(ctx: HttpContext) {
    const premise = String(ctx.request.input('premise_id'))
    return decide(ctx, 'registry.social_doubts.match', { premise_id: premise })
  }

  dismiss(ctx: HttpContext) {
    return decide(ctx, 'registry.social_doubts.dismiss', {})
  }
}

const seen = ({ actor }: HttpContext) => ({
  seesPersonal: actor.permissions.has('registry.personal_data'),
})

async function decide(
  { actor, params, request, response, session }: HttpContext,
  action: string,
  input: Readonly<Record<string, string>>
) {
  const { description } = await performAction(action, {
    actor,
    input: { family_id: String(params.id), ...input },
    reason: request.input('reason') as string | undefined,
  })
  session.flash('done', `${description}.`)
  return response.redirect().toPath('/registry/social-doubts')
}
