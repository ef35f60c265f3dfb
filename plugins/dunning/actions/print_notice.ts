import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { noteReprint } from '#core/documents/index'
import { isOutside } from '#core/records/index'
import { errors } from '../errors.ts'
import { type PrintedNotice, printNotices } from '../services/print_notices.ts'

const input = vine.create({ id: rowId() })

/** Prints a notice or letter: the first time it is kept, afterwards it comes out as it was. */
export const printNoticeAction: Action<Infer<typeof input>, PrintedNotice> = {
  name: 'dunning.print_notice',
  title: 'Imprimir notificação ou carta',
  permission: 'dunning.notify',
  input,
  labels: { id: 'Notificação' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'dunning.notices', id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now: at }, { id }) {
    const subject = { type: 'dunning.notices', id: BigInt(id) }
    const [printed] = await printNotices(tx, { municipalityId, actor, at, ids: [subject.id] })
    if (!printed || (await isOutside(tx, actor, subject)))
      throw errors.E_DUNNING_NOTICE_UNKNOWN({ id })
    const { isAgain, id: issuedId } = printed
    if (isAgain) await noteReprint(tx, { municipalityId, issuedId, reason: null, at, actor })
    return printed
  },
  describe: (_, { isAgain }) => (isAgain ? 'Impressa de novo' : 'Impressa pela primeira vez'),
  trail: (_, { id }) => ({ issued: String(id) }),
}
