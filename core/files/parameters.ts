import type { Parameter } from '#core/configuration/index'

export const PHOTO_LIMITS = 'files.photographs'

/** What a photograph is made to before it is kept. */
export interface PhotoLimits {
  /** Pixels. */
  readonly longest_side: number
  /** Pixels: no smaller, even where it would save space. */
  readonly least_side: number
  readonly most_kilobytes: number
}

export const fileParameters: readonly Parameter[] = [
  {
    key: PHOTO_LIMITS,
    title: 'Tamanho das fotografias guardadas',
    help: 'Fotografias são reduzidas ao chegar: até este lado e este tamanho de arquivo, perdendo primeiro qualidade e depois lado, mas nunca abaixo do lado em que ainda se lê um mostrador.',
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['longest_side', 'least_side', 'most_kilobytes'],
      properties: {
        longest_side: {
          title: 'Maior lado (pontos)',
          type: 'integer',
          minimum: 1024,
          maximum: 6000,
        },
        least_side: {
          title: 'Menor redução do maior lado (pontos)',
          type: 'integer',
          minimum: 640,
          maximum: 2560,
        },
        most_kilobytes: {
          title: 'Tamanho do arquivo (kB)',
          type: 'integer',
          minimum: 200,
          maximum: 10_000,
        },
      },
    },
    default: { longest_side: 2560, least_side: 1024, most_kilobytes: 1500 },
    because:
      'Padrão do produto: um documento A4 fotografado se lê, e mil fotografias cabem em 1,5 GB.',
  },
]
