import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay } from '#core/actions/index'
import { storeFile } from '#core/files/index'
import { readFile } from '../domain/read_file.ts'
import { errors } from '../errors.ts'
import { type Delivered, receiveDelivery } from '../services/receive_delivery.ts'
import { cubicMetres } from './inputs.ts'

const MOST_MESSAGES = 5000
const MOST_LINES = 20_000

const subject = (_: unknown, { id }: Delivered) => ({ type: 'macro_metering.deliveries', id })
const told = ({ accepted, repeated, refused }: Delivered) =>
  `${accepted} volumes guardados, ${repeated} repetidos, ${refused} recusados`
const trail = (_: unknown, { accepted, repeated, refused }: Delivered) => ({
  ...{ accepted, repeated, refused },
})

const messages = vine.create({
  messages: vine
    .array(
      vine.object({
        id: vine.string().trim().minLength(1).maxLength(120),
        point: vine.string().trim().minLength(1).maxLength(20),
        from: civilDay(),
        until: civilDay(),
        m3: cubicMetres(),
        origin: vine.enum(['measured', 'estimated']),
        treated_m3: cubicMetres().optional(),
        document: vine.string().trim().maxLength(120).optional(),
      })
    )
    .minLength(1)
    .maxLength(MOST_MESSAGES),
})

/** What the supervisory system sends: each message once, whatever how often it comes (AC-082). */
export const receiveVolumesAction: Action<Infer<typeof messages>, Delivered> = {
  name: 'macro_metering.receive',
  title: 'Receber volumes do supervisório',
  permission: 'macro_metering.transmit',
  input: messages,
  labels: { messages: 'Mensagens' },
  reason: 'none',
  subject,
  run: ({ tx, municipalityId, actor, now: at }, given) =>
    receiveDelivery(tx, {
      ...{ municipalityId, by: actor.name, at, source: 'supervisory', name: 'Transmissão' },
      ...{ fileId: null, unread: [] },
      lines: given.messages.map(({ id, treated_m3: treated, document, ...line }) => ({
        ...{ key: id, ...line, treated: treated ?? null, document: document ?? null },
      })),
    }),
  describe: (_, result) => `Transmissão do supervisório: ${told(result)}`,
  trail,
}

const file = vine.create({
  name: vine.string().trim().minLength(1).maxLength(200),
  content: vine.string(),
})

/** Months in a sheet; the file is kept as it came. Errors: E_MACRO_METERING_FILE. */
export const importVolumesAction: Action<Infer<typeof file>, Delivered> = {
  name: 'macro_metering.import',
  title: 'Importar volumes',
  permission: 'macro_metering.write',
  input: file,
  labels: { name: 'Arquivo', content: 'Conteúdo' },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor, now: at }, { name, content }) {
    const read = readFile(content)
    if (!read) throw errors.E_MACRO_METERING_FILE({ problem: 'falta a linha com as colunas' })
    if (!read.length || read.length > MOST_LINES) {
      throw errors.E_MACRO_METERING_FILE({ problem: `são ${read.length} linhas` })
    }
    const { id: fileId } = await storeFile(tx, {
      ...{ municipalityId, name, createdBy: actor.userId },
      ...{ mediaType: 'text/plain', content: new TextEncoder().encode(content) },
    })
    return receiveDelivery(tx, {
      ...{ municipalityId, by: actor.name, at, source: 'file', name, fileId },
      lines: read.flatMap((line) => ('problem' in line ? [] : [line])),
      unread: read.flatMap((line) => ('problem' in line ? [line.problem] : [])),
    })
  },
  describe: ({ name }, result) => `Planilha ${name}: ${told(result)}`,
  trail,
}
