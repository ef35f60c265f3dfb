import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { query } from '#core/database/index'
import { readStoredFile, sendFile } from '#core/files/index'
import { instantIn, startRun } from '#core/jobs/index'
import {
  LETTERS,
  type LetterTerms,
  NOTICES,
  type NoticeTerms,
} from '../configuration/parameters.ts'
import { errors } from '../errors.ts'
import { lettersJob } from '../jobs/letters.ts'
import { noticesJob } from '../jobs/notices.ts'
import { policyJob } from '../jobs/policy.ts'
import { printJob } from '../jobs/print.ts'
import { filtersOf, letterForm, wordsOf } from '../services/letter_form.ts'
import { latestRuns } from '../services/latest_runs.ts'

const preview = vine.create({
  preview: vine.boolean().optional(),
  paper: vine.boolean().optional(),
})
const printing = vine.create({ run: vine.string().regex(/^\d{1,18}$/) })

/** Starts notices and letters by hand, or shows whom they would reach; prints what a run issued. */
export default class GenerationController {
  async notices({ actor, authorize, municipality, view }: HttpContext) {
    authorize('dunning.notify')
    const { municipalityId } = actor
    const today = clock.today(municipality.timeZone)
    const terms = await parameterInForce<NoticeTerms>(NOTICES, municipalityId, today)
    const runs = await latestRuns(municipalityId, noticesJob.name)
    return view.render('dunning::notices', { terms, runs })
  }

  async startNotices({ actor, authorize, municipality, request, response }: HttpContext) {
    authorize('dunning.notify')
    const { preview: isPreview, paper: isOnPaper } = await request.validateUsing(preview)
    const args = {
      on: instantIn(municipality.timeZone),
      ...(isPreview ? { isPreview: true } : {}),
      ...(isOnPaper ? { isOnPaper: true } : {}),
    }
    const run = await startRun(noticesJob, args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async letters({ actor, authorize, municipality, view }: HttpContext) {
    authorize('dunning.notify')
    const { municipalityId } = actor
    const today = clock.today(municipality.timeZone)
    const terms = await parameterInForce<LetterTerms>(LETTERS, municipalityId, today)
    const runs = await latestRuns(municipalityId, lettersJob.name)
    const choices = await db.transaction((tx) => letterForm(tx, municipalityId))
    return view.render('dunning::letters', { terms, runs, ...choices })
  }

  async startLetters({ actor, authorize, municipality, request, response }: HttpContext) {
    authorize('dunning.notify')
    const { preview: isPreview } = await request.validateUsing(preview)
    const { municipalityId } = actor
    const { filters, words } = await db.transaction(async (tx) => {
      const asked = await filtersOf(tx, municipalityId, request)
      return { filters: asked, words: wordsOf(asked, await letterForm(tx, municipalityId)) }
    })
    const args = {
      ...{ on: instantIn(municipality.timeZone), filters, title: words },
      ...(isPreview ? { isPreview: true } : {}),
    }
    const run = await startRun(lettersJob, args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  /** The papers of a run in PDF. */
  async print({ actor, authorize, request, response }: HttpContext) {
    authorize('dunning.notify')
    const { run: id } = await request.validateUsing(printing)
    const [issued] = await query<{ label: string }>(
      db,
      `select label from jobs_runs where municipality_id = ? and id = ? and job in (?, ?, ?)`,
      [actor.municipalityId, id, noticesJob.name, lettersJob.name, policyJob.name]
    )
    if (!issued) throw errors.E_DUNNING_RUN_UNKNOWN({ id })
    const run = await startRun(printJob, { run: BigInt(id), title: issued.label }, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async file(ctx: HttpContext) {
    const { actor, authorize, params } = ctx
    authorize('dunning.notify')
    const id = BigInt(params.id)
    const [row] = await query<{ file_id: bigint }>(
      db,
      'select file_id from dunning_files where municipality_id = ? and id = ?',
      [actor.municipalityId, id]
    )
    // A file holds papers of every place: who works in some of them only has none.
    if (!row || actor.scope?.localities.length) throw errors.E_DUNNING_FILE_UNKNOWN({ id })
    sendFile(ctx, await readStoredFile(db, actor.municipalityId, row.file_id))
  }
}
