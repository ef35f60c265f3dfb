import { issuedOf } from '#core/documents/index'
import type { PageContext, Panel } from '#core/records/index'

/** The notice that was issued, to be seen and printed. */
export const caseNotice: Panel = {
  name: 'irregularities.case_notice',
  on: 'irregularities.cases',
  title: 'Notificação',
  permission: 'documents.read',
  place: 10,
  view: 'irregularities::case_notice',
  async load({ tx, municipalityId, row: { id } }: PageContext) {
    const subject = { type: 'irregularities.cases', id }
    const [notice] = await issuedOf(tx, municipalityId, subject, 1)
    return notice ? { noticeId: notice.id } : null
  },
}
