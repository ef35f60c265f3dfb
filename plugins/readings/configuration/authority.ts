import { authorityParameter } from '#core/actions/index'
import type { Parameter } from '#core/configuration/index'

export const READINGS_AUTHORITY = 'readings.decision_authority'

/** How much of the volume of a held reading each profile changes alone (Acertar AC-010). */
export const decisionAuthority: Parameter = authorityParameter({
  key: READINGS_AUTHORITY,
  title: 'Alçada para mudar dados de leitura',
  help: 'Em quantos metros cúbicos, para mais ou para menos, cada perfil muda sozinho o volume de uma leitura retida, ao corrigi-la ou faturar pela média. Acima disso o pedido vai para quem tem alçada. Aceitar a leitura como veio do campo não muda dado.',
  because: 'Padrão do produto: sem limite, até que o prestador o defina (Acertar AC-010).',
})
