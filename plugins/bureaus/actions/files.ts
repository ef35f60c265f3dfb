import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { lockBureau } from '../services/bureaus.ts'
import { requireEverywhere } from '../services/lots.ts'
import { type WrittenFile, writeFiles } from '../services/write_file.ts'

const ofBureau = vine.create({ bureau_id: rowId() })

interface WrittenFiles {
  /** Of the first. */
  readonly id: bigint
  readonly files: readonly WrittenFile[]
}

/** What waits goes into a file now, without waiting for the daily run. */
export const writeFileAction: Action<Infer<typeof ofBureau>, WrittenFiles> = {
  name: 'bureaus.write_file',
  title: 'Gerar arquivo agora',
  permission: 'bureaus.send',
  input: ofBureau,
  labels: { bureau_id: 'Órgão' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'bureaus.files', id }),
  async run(context, { bureau_id: id }) {
    const { tx, municipalityId, actor } = context
    requireEverywhere(actor)
    const bureau = await lockBureau(tx, municipalityId, BigInt(id))
    const today = await todayIn(tx, municipalityId)
    const files = await writeFiles(context, { bureau, today, lotId: null })
    const [first] = files
    if (!first) throw errors.E_BUREAUS_NOTHING_WAITS({ code: bureau.code })
    return { id: first.id, files }
  },
  describe: (_, { files }) =>
    files
      .map(
        ({ name, movements, totalCents }) =>
          `Arquivo ${name} gerado: ${movements} movimentos, ${formatMoney(totalCents)}`
      )
      .join('; '),
  trail: (_, { files }) => ({ sha256: files.map(({ sha256 }) => sha256).join(', ') }),
}

const sent = vine.create({
  id: rowId(),
  sent_to: vine.string().trim().minLength(3).maxLength(120),
})

interface SentFile {
  readonly id: bigint
  readonly file_name: string
  readonly state: string
}

/** Who took a file to the bureau says so, and how. */
export const markSentAction: Action<Infer<typeof sent>, SentFile> = {
  name: 'bureaus.mark_sent',
  title: 'Registrar o envio',
  permission: 'bureaus.send',
  input: sent,
  labels: { id: 'Arquivo', sent_to: 'Como foi enviado' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'bureaus.files', id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now }, { id, sent_to: to }) {
    requireEverywhere(actor)
    const [file] = await query<SentFile>(
      tx,
      'select id, file_name, state from bureaus_files where municipality_id = ? and id = ? for update',
      [municipalityId, BigInt(id)]
    )
    if (!file) throw errors.E_BUREAUS_UNKNOWN({ what: 'arquivo', id })
    if (file.state !== 'generated') throw errors.E_BUREAUS_SENT_ALREADY({ name: file.file_name })
    await query(
      tx,
      `update bureaus_files set state = 'sent', sent_at = ?, sent_by = ?, sent_to = ? where id = ?`,
      [now, actor.name, to, file.id]
    )
    return file
  },
  describe: ({ sent_to: to }, { file_name: name }) => `Arquivo ${name} enviado ao órgão: ${to}`,
}
