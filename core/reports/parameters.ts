import type { Parameter } from '#core/configuration/index'
import { inForceWithin } from '#core/configuration/index'
import { clock } from '#core/calendar/index'
import type { Tx } from '#core/database/index'

export const ATTACHMENT_MEGABYTES = 'reports.attachment_megabytes'
export const LINK_DAYS = 'reports.link_days'

export const reportParameters: readonly Parameter[] = [
  {
    key: ATTACHMENT_MEGABYTES,
    title: 'Maior relatório anexado a um e-mail',
    help: 'Até este tamanho, o relatório vai anexado à mensagem. Acima dele vai um endereço para baixar o arquivo.',
    schema: { type: 'integer', minimum: 1, maximum: 25 },
    default: 8,
    unit: 'MB',
    because: 'Os servidores de e-mail costumam recusar mensagens acima de 10 a 25 MB.',
  },
  {
    key: LINK_DAYS,
    title: 'Dias em que o arquivo de um relatório pode ser baixado',
    help: 'Depois deste prazo, o endereço que foi por e-mail e o arquivo preparado em segundo plano deixam de abrir.',
    schema: { type: 'integer', minimum: 1, maximum: 90 },
    default: 7,
    unit: 'dias',
    because: 'Decisão do produto: um relatório com dados de pessoas não fica aberto para sempre.',
  },
]

/** The value of one of this room's parameters, read on the caller's connection. */
export async function reportSetting(
  tx: Pick<Tx, 'rawQuery'>,
  key: string,
  { municipalityId, timeZone }: { readonly municipalityId: bigint; readonly timeZone: string }
): Promise<number> {
  const item = { kind: 'parameter', key, municipalityId }
  const version = await inForceWithin(tx, item, clock.today(timeZone))
  const kept = version?.content as { readonly value: number } | undefined
  return kept?.value ?? Number(reportParameters.find((one) => one.key === key)!.default)
}
