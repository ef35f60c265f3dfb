import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, rowId } from '#core/actions/index'
import type { Json } from '#core/database/index'
import { type Issued, issueDocument } from '#core/documents/index'
import { isOutside } from '#core/records/index'
import { caseFileData } from '../services/cut/case_file_data.ts'
import { CASES } from '../services/cut/open_cases.ts'
import { errors } from '../errors.ts'

const input = vine.create({ id: rowId() })
const subject = ({ id }: { readonly id: number }) => ({ type: CASES, id: BigInt(id) })

/** The dossier of a case on paper, as it stands; each issue is kept. */
export const issueCaseFileAction: Action<Infer<typeof input>, Issued> = {
  name: 'dunning.issue_case_file',
  title: 'Emitir dossiê',
  permission: 'dunning.cut',
  input,
  labels: { id: 'Caso de corte' },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor, now: at }, given) {
    const id = BigInt(given.id)
    if (await isOutside(tx, actor, subject(given))) throw errors.E_DUNNING_CASE_UNKNOWN({ id })
    const on = await todayIn(tx, municipalityId)
    const data = await caseFileData(tx, { municipalityId, id, on, by: actor.name })
    return issueDocument(tx, {
      ...{ municipalityId, template: 'dunning.case_file', on, at, actor },
      ...{ subject: subject(given), data: data as unknown as Json },
    })
  },
  describe: () => 'Dossiê de corte emitido',
}
