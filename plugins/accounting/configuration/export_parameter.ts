import type { Parameter } from '#core/configuration/index'

export const EXPORT = 'accounting.export'

/** Where the entries of the day are handed to the accounting system of the utility (TR-3.2.10.8). */
export const exportParameter: Parameter = {
  key: EXPORT,
  title: 'Entrega diária dos lançamentos ao sistema contábil',
  help: 'Se, a cada madrugada, os lançamentos ainda não entregues vão num arquivo para a pasta de troca da instalação (EXCHANGE_FOLDER), subpasta contabilidade, de onde o sistema contábil os busca. O arquivo tem o mapa por natureza de receita, fonte e conta, o anexo analítico e o resumo criptográfico.',
  schema: { type: 'boolean' },
  default: false,
  because: 'Decreto 10.540/2020 (SIAFIC): o sistema do município recebe os registros do dia.',
}
