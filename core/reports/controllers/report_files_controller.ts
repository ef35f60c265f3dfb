import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { sendFile } from '#core/files/index'
import { takeLinkedFile, takeReportFile } from '../files/kept_files.ts'

/** Reports that were made beforehand and wait to be taken. */
export default class ReportFilesController {
  /** By whom it was made for. */
  async take(ctx: HttpContext) {
    ctx.authorize('reports.read')
    return sendFile(ctx, await takeReportFile(db, ctx.actor, String(ctx.params.id)))
  }

  /** By the link of an e-mail, without an entry, until it expires. */
  async linked(ctx: HttpContext) {
    return sendFile(ctx, await takeLinkedFile(db, String(ctx.params.token)))
  }
}
