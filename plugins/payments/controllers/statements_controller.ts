import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { runAction } from '#core/actions/index'
import { query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { errors } from '../errors.ts'
import type { ImportedStatement } from '../services/import_statement.ts'

/** Statements come as files; what is done of them is the action's. */
export default class StatementsController {
  async create(ctx: HttpContext) {
    ctx.authorize('payments.reconcile')
    const { municipalityId } = ctx.actor
    const accounts = await query<{ account: string; names: string }>(
      db,
      `select g.account, string_agg(distinct a.name, ', ') as names from payments_agreements g
         join payments_agents a on a.id = g.agent_id where g.municipality_id = ? group by g.account order by 2, 1`,
      [municipalityId]
    )
    const layouts = await query<{ id: bigint; name: string }>(
      db,
      'select id, name from payments_statement_layouts where municipality_id = ? order by name',
      [municipalityId]
    )
    return ctx.view.render('payments::statement_upload', { accounts, layouts })
  }

  async store(ctx: HttpContext) {
    const { actor, request, response } = ctx
    ctx.authorize('payments.reconcile')
    const sent = request.file('file', { size: '20mb' })
    if (!sent?.isValid || !sent.tmpPath) throw errors.E_PAYMENTS_FILE_MISSING()
    const content = await readFile(sent.tmpPath)
    const stored = await db.transaction((tx) =>
      storeFile(tx, {
        ...{ municipalityId: actor.municipalityId, name: sent.clientName, content },
        ...{ mediaType: 'text/plain', createdBy: actor.userId },
      })
    )
    const layout = request.input('layout_id') as string | undefined
    const read = await runAction<object, ImportedStatement>('payments.import_statement', {
      actor,
      input: {
        ...{ account: request.input('account') as string, name: sent.clientName },
        ...(layout ? { layout_id: layout } : {}),
        file_object_id: Number(stored.id),
      },
    })
    if (request.accepts(['html', 'json']) === 'json')
      return response.created({ id: String(read.id), lines: read.lines, new: read.newLines })
    return response.redirect().toPath(`/payments/statements/${read.id}`)
  }
}
