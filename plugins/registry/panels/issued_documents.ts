import { type IssuedRow, type Model, issuedOf, modelsOf } from '#core/documents/index'
import type { PageContext, Panel } from '#core/records/index'
import { NOTICE } from '../actions/issue_notice.ts'

interface Shown {
  readonly rows: readonly IssuedRow[]
  /** Approved models that the person may issue. */
  readonly models: readonly Model[]
  readonly path: string
}

/** What was issued for a premise, with the door to issue another. */
export const issuedPanel: Panel<Shown> = {
  name: 'registry.issued_documents',
  on: 'registry.premises',
  title: 'Avisos e termos',
  permission: 'documents.read',
  place: 90,
  view: 'registry::issued_panel',
  async load({ tx, actor, municipalityId, today, row }: PageContext) {
    const id = BigInt(row.id as bigint)
    const rows = await issuedOf(tx, municipalityId, { type: 'registry.premises', id }, 5)
    const mayIssue = actor.permissions.has('registry.issue_notices')
    const known = mayIssue ? await modelsOf(tx, municipalityId, { type: NOTICE, on: today }) : []
    const models = known.filter(({ isInForce }) => isInForce)
    if (!rows.length && !models.length) return null
    return { rows, models, path: `/registry/premises/${id}/notices` }
  },
}
