import type { Parameter } from '#core/configuration/index'

export const KEPT_MONTHS = 'archive.kept_months'

export const archiveParameters: readonly Parameter[] = [
  {
    key: KEPT_MONTHS,
    title: 'Meses que ficam em uso antes do arquivo morto',
    help: 'Um ano só é arquivado quando terminou há mais do que estes meses, e o que foi pago ou baixado dentro deles também fica. Quem conta dez anos de prescrição (Código Civil, art. 205; Súmula 412 do STJ) escreve 121.',
    schema: { type: 'integer', minimum: 61, maximum: 600 },
    default: 61,
    unit: 'months',
    because:
      'Cinco anos de prescrição (Código Civil, art. 206, § 5º, I) e um mês: médias de consumo, declarações anuais e o SNIS do ano em curso nunca precisam de mais.',
  },
]
