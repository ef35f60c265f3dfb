import { issuedOf } from '#core/documents/index'
import type { PageContext, Panel } from '#core/records/index'
import { codeText } from '../domain/code.ts'
import { CERTIFICATE, CHECK_PATH, CLEARANCE } from '../services/names.ts'

/** The paper as it was issued, and how anybody checks it. */
const paper: Panel = {
  name: 'certificates.paper',
  on: CERTIFICATE,
  title: 'Documento',
  permission: 'documents.read',
  place: 5,
  view: 'certificates::paper',
  async load({ tx, municipalityId, row: { id, code } }: PageContext) {
    const [issued] = await issuedOf(tx, municipalityId, { type: CERTIFICATE, id }, 1)
    if (!issued) return null
    return {
      paperId: issued.id,
      code: codeText(String(code)),
      checkPath: `${CHECK_PATH}?code=${code}`,
    }
  },
}

/** The statement on paper, once it is issued. */
const clearancePaper: Panel = {
  name: 'certificates.clearance_paper',
  on: CLEARANCE,
  title: 'Documento',
  permission: 'certificates.issue',
  place: 5,
  view: 'certificates::clearance_paper',
  load: ({ row: { id, state } }: PageContext) =>
    Promise.resolve(state === 'issued' ? { id } : null),
}

const issuing = (on: string, query: string): Panel => ({
  name: `certificates.issue_${query}`,
  on,
  title: 'Certidão de débitos',
  permission: 'certificates.issue',
  place: 60,
  view: 'certificates::issue_panel',
  load: ({ row: { id } }: PageContext) =>
    Promise.resolve({ path: `/certificates/new?${query}=${id}` }),
})

export default [
  paper,
  clearancePaper,
  issuing('registry.premises', 'premise'),
  issuing('registry.customers', 'customer'),
] as readonly Panel[]
