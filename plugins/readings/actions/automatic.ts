import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { Action, ActionContext } from '#core/actions/index'
import { storeFile } from '#core/files/index'
import { type AutomaticMessage, readMessages } from '../domain/automatic_message.ts'
import { errors } from '../errors.ts'
import { type AutomaticResult, receiveAutomatic } from '../services/receive_automatic.ts'

const MOST_MESSAGES = 5000
const MOST_LINES = 50_000

const sending = vine.create({
  messages: vine
    .array(
      vine.object({
        meter: vine.string().trim().maxLength(60),
        reading: vine.number(),
        at: vine.string().trim().maxLength(40),
      })
    )
    .minLength(1)
    .maxLength(MOST_MESSAGES),
})

const told = ({ counts, isRepeated, used }: AutomaticResult): string =>
  isRepeated
    ? 'as mesmas mensagens já tinham chegado, nada mudou'
    : `guardadas ${counts.accepted}, repetidas ${counts.repeated}, de hidrômetros desconhecidos ${counts.unknown}, recusadas ${counts.rejected}; usadas em cargas em campo ${used}`

const subject = (_: unknown, { delivery }: AutomaticResult) => ({
  type: 'readings.automatic_deliveries',
  id: delivery,
})
const trail = (_: unknown, { counts, used }: AutomaticResult) => ({ ...counts, used })

const receive = (
  { tx, municipalityId, actor, now }: ActionContext,
  delivery: {
    readonly source: 'api' | 'file'
    readonly name: string
    readonly messages: readonly AutomaticMessage[]
    readonly fileObjectId?: bigint
  }
) => receiveAutomatic(tx, { ...delivery, municipalityId, by: actor.name, now })

/** `readings.receive_automatic`: what automatic meters transmit, each message once (TR-3.2.3.12). */
export const receiveAutomaticAction: Action<Infer<typeof sending>, AutomaticResult> = {
  name: 'readings.receive_automatic',
  title: 'Receber leituras automáticas',
  permission: 'readings.transmit',
  input: sending,
  labels: { messages: 'Mensagens' },
  reason: 'none',
  subject,
  run: (context, { messages }) =>
    receive(context, {
      ...{ source: 'api', name: 'Transmissão' },
      messages: messages.map(({ meter, reading, at }) => ({ meter, reading: String(reading), at })),
    }),
  describe: (_, result) => `Transmissão de leituras automáticas: ${told(result)}`,
  trail,
}

const importing = vine.create({
  name: vine.string().trim().minLength(1).maxLength(200),
  content: vine.string(),
})

/** `readings.import_automatic`: the same messages in a file, of columns or JSON. Errors: E_READINGS_AUTOMATIC_FILE. */
export const importAutomaticAction: Action<Infer<typeof importing>, AutomaticResult> = {
  name: 'readings.import_automatic',
  title: 'Importar leituras automáticas',
  permission: 'readings.transmit',
  input: importing,
  labels: { name: 'Arquivo', content: 'Conteúdo' },
  reason: 'none',
  subject,
  async run(context, { name, content }) {
    const messages = readMessages(content)
    if (!messages?.length || messages.length > MOST_LINES)
      throw errors.E_READINGS_AUTOMATIC_FILE({ name, most: MOST_LINES })
    const stored = await storeFile(context.tx, {
      ...{ municipalityId: context.municipalityId, name, createdBy: context.actor.userId },
      ...{ mediaType: 'text/plain', content: new TextEncoder().encode(content) },
    })
    return receive(context, { source: 'file', name, messages, fileObjectId: stored.id })
  },
  describe: ({ name }, result) => `Arquivo ${name}: ${told(result)}`,
  trail: (input, result) => ({ file: input.name, ...trail(input, result) }),
}
